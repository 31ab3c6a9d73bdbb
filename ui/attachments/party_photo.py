"""The photograph of somebody without papers: taken at the counter, kept with the person afterwards."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.people import PartyDef, PartyKind
from dinsos_desk.usecases.intake.attachments import AttachmentView, Owner, attachments_of, photo_of
from ui.attachments.papers import PaperShelves
from ui.attachments.words import count_words
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.widgets.buttons import KeyButton

_HINT = "Foto membantu mengenali orangnya bila ia kembali atau keluarganya mencari."


class PhotoButton(KeyButton):
    """Shown for a person without papers; says how many photographs there are."""

    def __init__(
        self, context: Context, model: DraftModel, party: PartyDef, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Foto",
            "F6",
            name=f"foto_{party.code}",
            icon=context.theme.icon("camera-outline"),
            parent=parent,
        )
        self._context = context
        self._model = model
        self._party = party
        self._place = photo_of(party.code)
        self.setToolTip(_HINT)
        self.shelves = PaperShelves(context, model, self)
        self.shelves.counted.connect(lambda _: self._follow(party.code))
        self.shelves.closed.connect(lambda *_: self._follow(party.code))
        self.clicked.connect(self._open)
        model.party_filled.connect(self._follow)
        self.hide()
        self._follow(party.code)
        if self._is_wanted():
            self.shelves.count()

    def _is_wanted(self) -> bool:
        entry = self._model.party(self._party.code)
        is_person = self._party.kind is PartyKind.PERSON
        return is_person and entry.temporary and self._model.may_attach

    def _follow(self, party: str) -> None:
        if party != self._party.code:
            return
        self.setVisible(self._is_wanted())
        known_id = self._model.party(party).known_id
        if known_id is None:
            self._say(self.shelves.counts.get(self._place, 0))
        elif self._is_wanted():
            desk, actor = self._context.desk, self._context.actor
            self._context.tasks.run_read(
                lambda: attachments_of(desk.reader(), actor, Owner(person_id=known_id)),
                self._say_known,
                owner=self,
            )

    def _say_known(self, views: Sequence[AttachmentView]) -> None:
        self._say(sum(view.removed_at is None for view in views))

    def _say(self, count: int) -> None:
        self.set_label(f"Foto{count_words(count)}")

    def _open(self) -> None:
        known_id = self._model.party(self._party.code).known_id
        self.shelves.open_photo(f"Foto {self._party.label}", self._place, known_id)
