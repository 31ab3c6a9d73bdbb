"""Templat: the office's Word templates; in the same place one is checked and its versions are seen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.repositories.templates import VersionRow
from dinsos_desk.errors import DeskError
from dinsos_desk.files import atomic_write
from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.templates.fields import field_list
from dinsos_desk.usecases.templates.stock import TemplateInfo, template_file, template_list
from dinsos_desk.usecases.templates.taking_in import (
    Look,
    look_at,
    open_in_word,
    own_name,
    read_chosen_template,
    take_in,
)
from dinsos_desk.usecases.templates.versions import (
    back_to_shipped,
    take_up_again,
    version_file,
    versions_of,
)
from ui.context import Context
from ui.dialogs import Dialogs
from ui.settings.section import Section
from ui.templates.fields_pane import TemplateFieldsPane
from ui.templates.import_pane import TemplateImportPane
from ui.templates.list_pane import TemplateListPane
from ui.templates.trial import TrialDesk
from ui.templates.versions_pane import TemplateVersionsPane
from ui.theme import Tone
from ui.turns import Turns
from ui.widgets.layouts import column

_KINDS = "Dokumen Word (*.docx);;Semua berkas (*)"
_SAVED = "Salinan disimpan sebagai {path}. Ubah dan simpan di Word, lalu pilih “Masukkan…” di sini."


class TemplatesSection(Section):
    """Files are read, checked, filled and written off the window's thread."""

    key = "templat"
    title = "Templat"
    icon = "file-word-outline"
    intro = "Berkas Word untuk setiap surat dan cetakan. Ubah di Word, masukkan, periksa, lalu pakai."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._path: Path | None = None
        self._folder = Path.home()
        self._title = ""
        self._importing: TemplateImportPane | None = None
        self._versions: TemplateVersionsPane | None = None
        self._fields: TemplateFieldsPane | None = None
        self.trial = TrialDesk(context, self)
        self.trial.told.connect(lambda text: self.banner.say(Tone.OK, text))
        self.trial.refused.connect(self.fail)
        self.list = TemplateListPane(context)
        self._before: QWidget = self.list
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        whole = column(self.head, self.banner, self.stack, spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()
        self._rest = Turns(self._make_rest(), self)

    @property
    def importing(self) -> TemplateImportPane:
        """Where a file is looked at."""
        if self._importing is None:
            pane = self._importing = TemplateImportPane(self.context)
            pane.use_wanted.connect(self._use)
            pane.again_wanted.connect(self._look_again)
            pane.trial_wanted.connect(self._try_look)
            pane.fields_wanted.connect(self._fields_of_look)
            self._take_up(pane)
        return self._importing

    @property
    def versions(self) -> TemplateVersionsPane:
        """Where the versions of a template are seen."""
        if self._versions is None:
            pane = self._versions = TemplateVersionsPane(self.context)
            pane.again_wanted.connect(self._again)
            pane.shipped_wanted.connect(self._back_to_shipped)
            pane.save_wanted.connect(self._save_version)
            pane.trial_wanted.connect(self._try_version)
            self._take_up(pane)
        return self._versions

    @property
    def fields_pane(self) -> TemplateFieldsPane:
        """Where fields are found and copied."""
        if self._fields is None:
            self._fields = TemplateFieldsPane(self.context)
            self._take_up(self._fields)
        return self._fields

    def _take_up(self, pane: TemplateImportPane | TemplateVersionsPane | TemplateFieldsPane) -> None:
        pane.left.connect(self.step_back)
        self.stack.addWidget(pane)

    def _make_rest(self) -> Iterator[object]:
        """The panes behind the list, each in a turn of the loop of its own, unless one was wanted before."""
        yield self.importing
        yield self.versions
        yield self.fields_pane

    def load(self) -> None:
        desk = self.context.desk
        self.read(lambda: template_list(desk), self.list.show_rows)

    def submit(self) -> None:
        shown = self.stack.currentWidget()
        if isinstance(shown, TemplateListPane):
            self._ask_file(shown.chosen())
        elif isinstance(shown, TemplateImportPane | TemplateVersionsPane | TemplateFieldsPane):
            shown.submit()

    def step_back(self) -> bool:
        shown = self.stack.currentWidget()
        if shown is self.list:
            return False
        if shown is self._fields and self._before is not self.list:
            self._show(self._before)
        else:
            self._show_list()
        return True

    def _connect(self) -> None:
        one = self.list
        one.take_in.connect(self._ask_file)
        one.take_new.connect(lambda: self._ask_file(None))
        one.word_wanted.connect(self._to_word)
        one.trial_wanted.connect(self._try_used)
        one.versions_wanted.connect(self._show_versions)
        one.fields_wanted.connect(lambda info: self._show_fields(info.name, info.title))

    def _show(self, page: QWidget) -> None:
        self.banner.clear()
        self.stack.setCurrentWidget(page)

    def _show_list(self) -> None:
        self._show(self.list)
        self.list.table.setFocus()
        self.load()

    def _ask_file(self, info: TemplateInfo | None) -> None:
        """Ask for the Word file that takes the place of a template, None for a new one."""
        title = f"Masukkan templat “{info.title}”" if info is not None else "Templat baru"
        path = Dialogs.open_path(self, title, self._folder, _KINDS)
        if path is None:
            return
        self._path, self._folder = path, path.parent
        name = info.name if info is not None else own_name(path.name)
        self._title = info.title if info is not None else f"templat baru {name}"
        self._look(name, path)

    def _look_again(self) -> None:
        if self.importing.look is not None and self._path is not None:
            self._look(self.importing.look.name, self._path)

    def _look(self, name: str, path: Path) -> None:
        desk, fonts, title = self.context.desk, frozenset(QFontDatabase.families()), self._title

        def work() -> Look:
            data = read_chosen_template(path)
            return look_at(desk, name, path.name, data, fonts=fonts, still_open=open_in_word(path))

        def done(look: Look) -> None:
            if self.importing.look is None or self.importing.look.name != name:
                self.importing.note.clear()
            self._show(self.importing)
            self.importing.show_look(look, title)

        self.read(work, done)

    def _use(self, look: Look, note: str) -> None:
        desk, actor = self.context.desk, self.context.actor

        def done(version: int) -> None:
            self._path = None
            self.importing.look = None
            self.importing.note.clear()
            self._changed(f"Versi {version} dipakai untuk surat yang dibuat mulai sekarang.", look.name)

        self.write(lambda: take_in(desk, actor, look, note), done)

    def _changed(self, text: str, name: str) -> None:
        desk = self.context.desk

        def shown(rows: tuple[TemplateInfo, ...]) -> None:
            self.list.show_rows(rows)
            self.list.choose(name)

        self._show(self.list)
        self.list.table.setFocus()
        self.read(lambda: template_list(desk), shown)
        self.banner.say(Tone.OK, text)
        self.context.events.services_changed.emit()

    def _to_word(self, info: TemplateInfo) -> None:
        """A copy where the officer wants it, opened in Word."""
        place = self._folder / f"{info.title.replace('/', '-')}.docx"
        path = Dialogs.save_path(self, "Simpan salinan templat", place, "Dokumen Word (*.docx)")
        if path is None:
            return
        path = path if path.suffix.lower() == ".docx" else Path(f"{path}.docx")
        self._folder, desk = path.parent, self.context.desk

        def saved(_: Any) -> None:
            self.banner.say(Tone.OK, _SAVED.format(path=path.name))
            try:
                self.context.outputs.open_file(path)
            except DeskError as error:
                self.fail(error)

        self.read(lambda: atomic_write(path, template_file(desk, info.name)), saved)

    def _try_used(self, info: TemplateInfo, way: str) -> None:
        desk = self.context.desk
        self.trial.make(info.name, lambda: template_file(desk, info.name), way)

    def _try_version(self, row: VersionRow, way: str) -> None:
        desk = self.context.desk
        self.trial.make(row.name, lambda: version_file(desk, row.id), way)

    def _try_look(self, look: Look, way: str) -> None:
        self.trial.make(look.name, lambda: look.data, way)

    def _show_versions(self, info: TemplateInfo) -> None:
        desk = self.context.desk

        def done(rows: tuple[VersionRow, ...]) -> None:
            self._show(self.versions)
            self.versions.show_versions(info, rows)

        self.read(lambda: versions_of(desk, info.name), done)

    def _again(self, row: VersionRow) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.write(
            lambda: take_up_again(desk, actor, row.id),
            lambda version: self._changed(
                f"Versi {row.version} dipakai lagi, sebagai versi {version}.", row.name
            ),
        )

    def _back_to_shipped(self, info: TemplateInfo) -> None:
        is_own = info.origin is Origin.OWN
        title = "Hentikan pemakaian templat?" if is_own else "Kembali ke templat bawaan?"
        text = (
            f"“{info.title}” tidak dapat dipilih lagi untuk layanan. Semua versinya tetap tersimpan."
            if is_own
            else f"Surat berikutnya memakai bawaan “{info.title}”. Semua versi kantor tetap tersimpan."
        )
        if not Dialogs.confirm(self, title, text, "Hentikan" if is_own else "Kembali ke bawaan"):
            return
        desk, actor = self.context.desk, self.context.actor
        said = f"“{info.title}” tidak dipakai lagi." if is_own else "Templat bawaan dipakai lagi."
        self.write(lambda: back_to_shipped(desk, actor, info.name), lambda _: self._changed(said, info.name))

    def _save_version(self, row: VersionRow) -> None:
        stem = row.name.rpartition("/")[2].removesuffix(".docx")
        path = Dialogs.save_path(
            self, "Simpan versi", self._folder / f"{stem} versi {row.version}.docx", "Dokumen Word (*.docx)"
        )
        if path is None:
            return
        desk, self._folder = self.context.desk, path.parent
        self.read(
            lambda: atomic_write(path, version_file(desk, row.id)),
            lambda _: self.banner.say(Tone.OK, f"Tersimpan: {path.name}."),
        )

    def _fields_of_look(self) -> None:
        look = self.importing.look
        if look is not None:
            self._show_fields(look.name, self._title)

    def _show_fields(self, name: str, title: str) -> None:
        desk, before = self.context.desk, self.stack.currentWidget()

        def done(lines: Any) -> None:
            self._before = before
            self._show(self.fields_pane)
            self.fields_pane.show_fields(title, lines)

        self.read(lambda: field_list(desk, name), done)
