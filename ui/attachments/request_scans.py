"""The attachments of one application on its page, with the preview beside them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.intake.attachments import AttachmentView, Owner, attachments_of
from dinsos_desk.usecases.requests.shown import RequestView
from ui.attachments.shelf import Shelf
from ui.context import Context
from ui.widgets.card import Card
from ui.widgets.layouts import column

_WHOLE = "Permohonan ini (umum)"


class RequestScans(QWidget):
    """The shelf is made when it is first looked at; how many there are is asked with each application."""

    counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: RequestView | None = None
        self._counted_for = 0
        self.shelf: Shelf | None = None
        self.card = Card("Lampiran", padding=12, name="kartu_lampiran")
        self.setLayout(column(self.card))

    def set_view(self, view: RequestView | None) -> None:
        """Show the attachments of an application."""
        former, self._view = self._view, view
        if view is None:
            self.counted.emit(0)
            return
        if former is None or former.row.id != view.row.id:
            self.counted.emit(0)
        self._counted_for = view.row.id
        if self.shelf is not None:
            self.shelf.show_owner(self._owner(view), _papers(view))
        elif self.isVisible():
            self._make(view)
        else:
            self._count(view.row.id)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self.shelf is None and self._view is not None:
            self._make(self._view)

    def _make(self, view: RequestView) -> None:
        may_change = self._context.actor.may(Role.PETUGAS, Role.OPERATOR)
        shelf = Shelf(self._context, self._owner(view), _papers(view), may_change=may_change, sent=True)
        shelf.counted.connect(lambda views: self.counted.emit(len(views)))
        self.shelf = shelf
        self.card.body.addWidget(shelf, 1)

    def _count(self, request_id: int) -> None:
        desk, actor = self._context.desk, self._context.actor

        def done(views: tuple[AttachmentView, ...]) -> None:
            if self._counted_for == request_id and self.shelf is None:
                standing = [view for view in views if view.removed_at is None]
                self.counted.emit(len(standing))

        self._context.tasks.run_read(
            lambda: attachments_of(desk.reader(), actor, Owner(request_id=request_id)),
            done,
            lambda _: None,
            owner=self,
        )

    @staticmethod
    def _owner(view: RequestView) -> Owner:
        return Owner(request_id=view.row.id)


def _papers(view: RequestView) -> dict[str, str]:
    return {"": _WHOLE} | {paper.code: paper.text for paper in view.papers}
