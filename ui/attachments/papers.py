"""The attachments of the papers of a draft: how many each has, and the shelf that is opened for one."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.intake.attachments import AttachmentView, Owner, attachments_of
from ui.attachments.dialog import ShelfDialog
from ui.attachments.given import Given
from ui.context import Context
from ui.intake.draft_model import DraftModel


class PaperShelves(QObject):
    """Counts by paper; the draft remembers how many there are, so that it is kept for them alone too."""

    counted = Signal(object)
    """How many attachments stand, by paper (``Mapping[str, int]``)."""
    closed = Signal(str, bool)
    """The shelf of this paper was closed; whether more lies in it than before."""

    def __init__(self, context: Context, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._parent = parent
        self.counts: Mapping[str, int] = {}
        self.dialog: ShelfDialog | None = None

    @property
    def owner(self) -> Owner:
        """Sending moves nothing: the application has the nonce of the draft."""
        return Owner(self._model.draft.nonce)

    def count(self) -> None:
        """Ask how many there are."""
        if not self._model.may_attach:
            return
        desk, actor, owner = self._context.desk, self._context.actor, self.owner
        self._context.tasks.run_read(
            lambda: attachments_of(desk.reader(), actor, owner), self._count, owner=self
        )

    def open(self, requirement: str, given: Sequence[Given] = ()) -> None:
        """Open the shelf of a paper, with what was dropped or pasted onto it."""
        if self.dialog is not None or not self._model.may_attach:
            return
        papers = {paper.code: paper.text for paper in self._model.service.paper_requirements()}
        self._open(papers.get(requirement, "Lampiran"), self.owner, papers, requirement, given)

    def open_photo(
        self, title: str, requirement: str, person_id: int | None = None, sent: bool = False
    ) -> None:
        """Open the shelf of the photographs of a party, or of the person it is known to be."""
        owner = self.owner if person_id is None else Owner(person_id=person_id)
        place = requirement if person_id is None else ""
        self._open(title, owner, {}, place, (), sent=sent or person_id is not None)

    def _open(
        self,
        title: str,
        owner: Owner,
        papers: Mapping[str, str],
        requirement: str,
        given: Sequence[Given],
        sent: bool | None = None,
    ) -> None:
        is_sent = self._model.draft.request_id is not None if sent is None else sent
        dialog = ShelfDialog(
            self._context, title, owner, papers, requirement=requirement, sent=is_sent, parent=self._parent
        )
        self.dialog = dialog
        if owner == self.owner:
            dialog.shelf.counted.connect(self._count)
        before = self.counts.get(requirement, 0)
        dialog.finished.connect(lambda _: self._close(dialog, requirement, before))
        dialog.open()
        dialog.add(given)

    def _close(self, dialog: ShelfDialog, requirement: str, before: int) -> None:
        self.dialog = None
        dialog.deleteLater()
        self.count()
        self.closed.emit(requirement, self.counts.get(requirement, 0) > before)

    def _count(self, views: Sequence[AttachmentView]) -> None:
        standing = [view for view in views if view.removed_at is None]
        self.counts = Counter(view.requirement for view in standing)
        self._model.set_attached(len(standing))
        self.counted.emit(self.counts)
