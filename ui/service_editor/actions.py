"""What is done with a service from the list: asked first where it cannot be taken back, then told."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.problems import Problem
from dinsos_desk.files import atomic_write
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.services.drafts import DraftView, discard_draft
from dinsos_desk.usecases.services.files import (
    CodeTaken,
    OnConflict,
    export_service,
    import_service,
    read_service_file,
)
from dinsos_desk.usecases.services.publishing import (
    Published,
    ServiceRow,
    ServiceState,
    offer,
    publish,
    remove_service,
    reset_to_shipped,
    retire,
)
from ui.context import Context
from ui.dialogs import Dialogs
from ui.service_editor.questions import ConflictDialog
from ui.theme import Tone

T = TypeVar("T")
_KIND = "Berkas layanan (*.toml)"
_MOST_SAID = 6


def published_words(name: str, made: Published) -> str:
    """What publishing did."""
    if not made.is_new:
        return f"“{name}” terbit. Isinya sama dengan versi {made.version}, jadi tidak ada versi baru."
    if made.version == 1:
        return f"“{name}” terbit sebagai versi 1 dan sudah dapat dipilih di Permohonan baru (F2)."
    return (
        f"“{name}” terbit sebagai versi {made.version}. Permohonan yang sudah diterima tetap memakai "
        "versi saat diterima."
    )


def warning_words(warnings: Sequence[Problem]) -> str:
    """The question before publishing what is doubtful."""
    said = [f"• {fault_sentence(problem.fault)}" for problem in warnings[:_MOST_SAID]]
    rest = len(warnings) - _MOST_SAID
    if rest > 0:
        said.append(f"dan {rest} lagi")
    return "\n".join(["Layanan ini dapat diterbitkan, tetapi:", *said])


class ServiceActions(QObject):
    """Every use case off the window's thread; the section hears what came of it."""

    done = Signal(object, str)
    """A tone and a sentence; the list is to be read anew."""
    refused = Signal(object)
    published = Signal(str, object)
    """The name of a service and what publishing made of it."""
    imported = Signal(object)
    """A ``DraftView``."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._folder = Path.home()

    def publish(self, code: str, name: str, warnings: Sequence[Problem]) -> None:
        """Publish the kept draft; what is doubtful is asked about first."""
        if warnings and not Dialogs.confirm(
            self._window, "Terbitkan dengan peringatan?", warning_words(warnings), "Terbitkan"
        ):
            return
        desk, actor = self._context.desk, self._context.actor

        def done(made: Published) -> None:
            self.published.emit(name, made)
            self._context.events.services_changed.emit()

        self._write(lambda: publish(desk, actor, code), done)

    def toggle(self, chosen: ServiceRow) -> None:
        """Offer a service at this desk, or take it back."""
        desk, actor, code = self._context.desk, self._context.actor, chosen.code
        if chosen.state is ServiceState.OFFERED:
            words = (
                f"“{chosen.name}” tidak lagi diterima di loket ini. Permohonan yang sudah ada tetap berjalan."
            )
            self._write(lambda: retire(desk, actor, code), lambda _: self._tell(words))
        elif chosen.service is not None:
            words = f"“{chosen.name}” sekarang diterima di loket ini."
            self._write(lambda: offer(desk, actor, code), lambda _: self._tell(words))

    def discard(self, chosen: ServiceRow) -> None:
        """Throw the draft away."""
        only = chosen.state is ServiceState.DRAFT
        rest = (
            "Layanan ini belum pernah terbit, jadi hilang dari daftar."
            if only
            else "Yang terbit tidak berubah."
        )
        self._ask(
            chosen,
            "Buang konsep?",
            f"Konsep “{chosen.name}” dibuang dan tidak dapat dikembalikan. {rest}",
            "Buang konsep",
            discard_draft,
            "Konsep dibuang.",
        )

    def reset(self, chosen: ServiceRow) -> None:
        """Let the shipped service stand again."""
        self._ask(
            chosen,
            "Kembalikan ke bawaan?",
            f"“{chosen.name}” kembali seperti bawaan program. Permohonan yang sudah diterima tetap memakai "
            "versi saat diterima, dan konsepnya tidak hilang.",
            "Kembalikan",
            reset_to_shipped,
            "Layanan kembali seperti bawaan.",
        )

    def remove(self, chosen: ServiceRow) -> None:
        """Take an own service off the list."""
        self._ask(
            chosen,
            "Hapus layanan?",
            f"“{chosen.name}” dihapus dari daftar bersama konsepnya. Ekspor dahulu bila mungkin masih perlu.",
            "Hapus",
            remove_service,
            "Layanan dihapus.",
        )

    def export(self, chosen: ServiceRow, *, draft: bool) -> None:
        """Save a service as a file."""
        desk = self._context.desk
        suggested = self._folder / f"{chosen.code.replace('-', '_')}.toml"
        path = Dialogs.save_path(self._window, "Ekspor layanan", suggested, _KIND)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".toml")
        self._folder = path.parent
        self._context.tasks.run_read(
            lambda: atomic_write(path, export_service(desk, chosen.code, draft=draft).content),
            lambda _: self.done.emit(Tone.OK, f"“{chosen.name}” disimpan sebagai {path.name}."),
            self.refused.emit,
            owner=self,
        )

    def import_file(self) -> None:
        """Take a service file over as a draft."""
        path = Dialogs.open_path(self._window, "Impor layanan", self._folder, _KIND)
        if path is not None:
            self._folder = path.parent
            self._import(path, None)

    def _import(self, path: Path, answer: OnConflict | None) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work() -> DraftView:
            return import_service(desk, actor, read_service_file(path), path.name, answer)

        def failed(error: Exception) -> None:
            if not isinstance(error, CodeTaken):
                self.refused.emit(error)
                return
            chosen = ConflictDialog.ask(self._window, error)
            if chosen is not None:
                self._import(path, chosen)

        self._context.tasks.run_write(work, self.imported.emit, failed, owner=self)

    def _ask(
        self,
        chosen: ServiceRow,
        title: str,
        text: str,
        label: str,
        act: Callable[..., None],
        words: str,
    ) -> None:
        if Dialogs.confirm(self._window, title, text, label, destructive=True):
            desk, actor, code = self._context.desk, self._context.actor, chosen.code
            self._write(lambda: act(desk, actor, code), lambda _: self._tell(words))

    def _tell(self, words: str) -> None:
        self.done.emit(Tone.OK, words)
        self._context.events.services_changed.emit()

    def _write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._context.tasks.run_write(work, done, self.refused.emit, owner=self)
