"""A while after signing in, what nobody refers to any more leaves the encrypted store."""

from PySide6.QtCore import QObject, QTimer

from dinsos_desk.errors import DeskError
from ui.context import Context

_AFTER_MS = 60_000


class StoreSweep(QObject):
    """Once, in the background; what cannot be removed stays until the next time."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.run)
        self._timer.start()

    def run(self) -> None:
        """Forget rows on the writing thread, then look through the files beside it."""
        if self._context.tasks.is_closed:
            return
        from dinsos_desk.usecases.intake.attachments import forget_ownerless

        desk = self._context.desk
        self._context.tasks.run_write(
            lambda: forget_ownerless(desk.uow(), desk.now()), lambda _: self._sweep(), self._fail, owner=self
        )

    def _sweep(self) -> None:
        from dinsos_desk.usecases.intake.attachments import sweep_store

        desk = self._context.desk
        self._context.tasks.run_read(
            lambda: sweep_store(desk.reader(), desk.store), lambda _: None, self._fail, owner=self
        )

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            self._context.tasks.failure.emit(error)
