"""Word templates of a result: taking over a file made in Word, and saving one to change it there."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import UserError
from dinsos_desk.files import atomic_write
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.templates.stock import TemplateRow, letter_templates, template_file
from dinsos_desk.usecases.templates.taking_in import (
    Look,
    drafted,
    look_at,
    open_in_word,
    own_name,
    read_chosen_template,
    take_in,
)
from dinsos_desk.usecases.templates.users import Fillers
from ui.context import Context
from ui.dialogs import Dialogs
from ui.service_editor.content import Steps
from ui.service_editor.draft import EditorDraft
from ui.service_editor.template_dialog import TemplateDialog
from ui.theme import Tone

_WORD = "Dokumen Word (*.docx)"
_ANY = f"{_WORD};;Semua berkas (*)"
_MOST_SAID = 2


class TemplateDesk(QObject):
    """Reads and writes files off the window's thread; what is chosen is written into the draft.

    The checker of the page Templat looks at each file. One with faults is shown with all of them; a sound
    one is used at once, also when it asks for what the service may still get.
    """

    told = Signal(object, str)
    """A tone and a sentence."""
    refused = Signal(object)
    added = Signal(object)
    """The templates there are now."""

    def __init__(self, context: Context, draft: EditorDraft, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._draft, self._window = context, draft, window
        self._folder = Path.home()
        self.dialog: TemplateDialog | None = None
        """Where the faults of a file are shown, while they are."""

    def take(self, product: Steps) -> None:
        """Ask for a Word file and make it the template of a result."""
        path = Dialogs.open_path(self._window, "Ambil templat Word", self._folder, _ANY)
        if path is not None:
            self._folder = path.parent
            self._look(product, path)

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

    def _who(self) -> Fillers:
        return drafted(self._context.desk, self._draft.content)

    def _look(self, product: Steps, path: Path) -> None:
        desk, content = self._context.desk, self._draft.content
        fonts = frozenset(QFontDatabase.families())

        def work() -> Look:
            data, is_open = read_chosen_template(path), open_in_word(path)
            known = drafted(desk, content)
            name = own_name(path.name)
            return look_at(desk, name, path.name, data, fonts=fonts, known=known, still_open=is_open)

        self._context.tasks.run_read(
            work, lambda look: self._looked(product, path, look), self._refuse, owner=self
        )

    def _looked(self, product: Steps, path: Path, look: Look) -> None:
        if self.dialog is None and not look.checked.blocking:
            self._use(product, path, look)
            return
        if self.dialog is None:
            dialog = self.dialog = TemplateDialog(self._context, self._who, self._window)
            dialog.again_wanted.connect(lambda: self._look(product, path))
            dialog.use_wanted.connect(lambda found, note: self._use(product, path, found, note))
            dialog.finished.connect(self._closed)
            dialog.open()
        self.dialog.show_look(look)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _refuse(self, error: Exception) -> None:
        """Where the user is looking: at the dialog while it is there, else at the editor."""
        if self.dialog is not None:
            self.dialog.fail(error)
        else:
            self.refused.emit(error)

    def _use(self, product: Steps, path: Path, look: Look, note: str = "", *, over: bool = False) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work() -> tuple[TemplateRow, ...]:
            take_in(desk, actor, look, note, over=over)
            return letter_templates(desk)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError) or error.code != "templat_sudah_ada":
                self._refuse(error)
                return
            text = f"Kantor sudah memiliki templat “{path.name}”. Layanan lain yang memakainya ikut berubah."
            parent = self.dialog or self._window
            if Dialogs.confirm(parent, "Ganti templat?", text, "Ganti", destructive=True):
                self._use(product, path, look, note, over=True)

        self._context.tasks.run_write(
            work, lambda rows: self._taken(product, path, look, rows), failed, owner=self
        )

    def _taken(self, product: Steps, path: Path, look: Look, rows: tuple[TemplateRow, ...]) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.added.emit(rows)
        thing: Any = self._draft.at(product)
        if isinstance(thing, dict):
            self._draft.set((*product, "template"), look.name)
        self.told.emit(*_words(path.name, look))


def _words(name: str, look: Look) -> tuple[Tone, str]:
    """What became of a file."""
    hints = look.checked.hints
    if not hints:
        return Tone.OK, f"Templat “{name}” dipakai; semua isiannya ada pada layanan ini."
    said = " ".join(fault_sentence(one.fault) for one in hints[:_MOST_SAID])
    rest = len(hints) - _MOST_SAID
    more = f" Dan {rest} saran lagi, tercantum di Pengaturan › Templat." if rest > 0 else ""
    return Tone.WARN, f"Templat “{name}” dipakai, dengan {len(hints)} saran. {said}{more}"
