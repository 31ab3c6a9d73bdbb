"""Word templates of a result: taking over a file made in Word, and saving one to change it there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.paths import atomic_write
from dinsos_desk.usecases.templates.own import (
    LARGEST_TEMPLATE,
    TemplateCheck,
    TemplateRow,
    add_template,
    template_file,
    templates,
)
from ui.context import Context
from ui.dialogs import Dialogs
from ui.service_editor.content import Steps
from ui.service_editor.draft import EditorDraft
from ui.theme import Tone

_WORD = "Dokumen Word (*.docx)"
_MOST_SAID = 4
Added = tuple[str, TemplateCheck, tuple[TemplateRow, ...]]


class TemplateDesk(QObject):
    """Reads and writes files off the window's thread; what is chosen is written into the draft."""

    told = Signal(object, str)
    """A tone and a sentence."""
    refused = Signal(object)
    added = Signal(object)
    """The templates there are now."""

    def __init__(self, context: Context, draft: EditorDraft, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._draft, self._window = context, draft, window
        self._folder = Path.home()

    def take(self, product: Steps) -> None:
        """Ask for a Word file and make it the template of a result."""
        path = Dialogs.open_path(self._window, "Ambil templat Word", self._folder, _WORD)
        if path is not None:
            self._folder = path.parent
            self._add(product, path, replace=False)

    def save(self, product: Steps) -> None:
        """Save the template of a result where one can change it in Word."""
        name = self._draft.at((*product, "template"))
        if not isinstance(name, str):
            self.told.emit(Tone.WARN, "Pilih templatnya terlebih dahulu.")
            return
        path = Dialogs.save_path(
            self._window, "Simpan templat", self._folder / name.rpartition("/")[2], _WORD
        )
        if path is None:
            return
        self._folder, desk = path.parent, self._context.desk
        self._context.tasks.run_read(
            lambda: atomic_write(path, template_file(desk, name)),
            lambda _: self.told.emit(
                Tone.OK,
                f"Templat disimpan sebagai {path.name}. Ubah di Word, lalu pilih “Ambil berkas Word…”.",
            ),
            self.refused.emit,
            owner=self,
        )

    def _add(self, product: Steps, path: Path, *, replace: bool) -> None:
        desk, actor, content = self._context.desk, self._context.actor, self._draft.content

        def work() -> Added:
            data = _read(path)
            stored, check = add_template(desk, actor, path.name, data, content, replace=replace)
            return stored, check, templates(desk)

        self._context.tasks.run_write(
            work, lambda found: self._take(product, path, found), self._again(product, path), owner=self
        )

    def _again(self, product: Steps, path: Path) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if not isinstance(error, UserError) or error.code != "templat_sudah_ada":
                self.refused.emit(error)
                return
            text = f"Kantor sudah memiliki templat “{path.name}”. Layanan lain yang memakainya ikut berubah."
            if Dialogs.confirm(self._window, "Ganti templat?", text, "Ganti", destructive=True):
                self._add(product, path, replace=True)

        return failed

    def _take(self, product: Steps, path: Path, found: Added) -> None:
        stored, check, rows = found
        self.added.emit(rows)
        thing: Any = self._draft.at(product)
        if isinstance(thing, dict):
            self._draft.set((*product, "template"), stored)
        self.told.emit(*_words(path.name, check))


def _words(name: str, check: TemplateCheck) -> tuple[Tone, str]:
    """What became of a file."""
    if not check.unknown:
        return Tone.OK, f"Templat “{name}” dipakai; semua isiannya ada pada layanan ini."
    said = [
        f"“{field.name}”" + (f" (mirip: {', '.join(field.nearest)})" if field.nearest else "")
        for field in check.unknown[:_MOST_SAID]
    ]
    rest = len(check.unknown) - _MOST_SAID
    more = f", dan {rest} lagi" if rest > 0 else ""
    return Tone.WARN, (
        f"Templat “{name}” dipakai, tetapi {len(check.unknown)} isiannya tidak ada pada layanan ini: "
        f"{', '.join(said)}{more}."
    )


def _read(path: Path) -> bytes:
    """A file, never more of it than is looked at."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_TEMPLATE + 1)
    except OSError as error:
        raise EnvironmentProblem("berkas_tidak_terbaca", nama=path.name) from error
