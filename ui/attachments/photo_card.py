"""The photograph of a person on their page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.intake.attachments import AttachmentView, Owner, attachments_of, page_of
from dinsos_desk.usecases.letters.words import moment
from dinsos_desk.usecases.people.knowing import SubjectView
from ui.attachments.dialog import ShelfDialog
from ui.attachments.work import as_image
from ui.context import Context
from ui.requests.latest import Latest
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, row, text_label
from ui.widgets.telling import in_words

_SIDE = 84
_NONE = "Belum ada foto. Foto membantu mengenali orangnya bila ia datang tanpa identitas."
_HINT = "Foto disimpan terenkripsi dan hanya tampak di sini."


class PhotoCard(Card):
    """The newest photograph, and the way to all of them. Institutions have none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", padding=12, name="orang_foto", parent=parent)
        self._context = context
        self._view: SubjectView | None = None
        self._latest = Latest(context.tasks, self)
        self.dialog: ShelfDialog | None = None
        side = context.theme.px(_SIDE)
        self.picture = QLabel()
        self.picture.setFixedSize(side, side)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = text_label(_NONE, "muted", wrap=True)
        self.open = KeyButton("Foto", "F6", name="orang_foto_buka", icon=context.theme.icon("camera-outline"))
        self.open.clicked.connect(self._open)
        line = row(self.picture, self.words, STRETCH, self.open, spacing=12)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        self.body.addLayout(line)
        self.hide()

    def show_view(self, view: SubjectView) -> None:
        """Show the photograph of somebody."""
        former, self._view = self._view, view
        self.setVisible(view.kind is PartyKind.PERSON)
        if view.kind is not PartyKind.PERSON:
            return
        if former is None or (former.kind, former.id) != (view.kind, view.id):
            self._show((None, 0, QImage()))
        self._ask()

    def _ask(self) -> None:
        view, desk, actor = self._view, self._context.desk, self._context.actor
        if view is None:
            return
        side = round(self._context.theme.px(_SIDE) * self.devicePixelRatioF())
        person_id = view.id

        def work() -> tuple[AttachmentView | None, int, QImage]:
            views = attachments_of(desk.reader(), actor, Owner(person_id=person_id))
            standing = [one for one in views if one.removed_at is None]
            if not standing:
                return None, 0, QImage()
            newest = standing[-1]
            picture = page_of(desk.reader(), actor, desk.store, newest.id, 0, (side, side))
            return newest, len(standing), as_image(picture)

        self._latest.ask(work, self._show, self._fail)

    def _show(self, found: tuple[AttachmentView | None, int, QImage]) -> None:
        newest, count, image = found
        may_change = self._context.actor.may(Role.PETUGAS, Role.OPERATOR)
        self.open.setVisible(may_change or bool(count))
        self.picture.setVisible(newest is not None)
        if newest is None:
            self.words.setText(_NONE)
            return
        pixels = QPixmap.fromImage(image)
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixels)
        name = self._view.name if self._view is not None else ""
        self.picture.setAccessibleName(f"Foto {name}")
        more = f" · {count} foto" if count > 1 else ""
        self.words.setText(f"Diambil {moment(newest.added_at)} oleh {newest.added_by}{more}")

    def _fail(self, error: DeskError) -> None:
        self.picture.hide()
        self.words.setText(in_words(error))

    def _open(self) -> None:
        view = self._view
        if view is None or self.dialog is not None:
            return
        may_change = self._context.actor.may(Role.PETUGAS, Role.OPERATOR)
        dialog = ShelfDialog(
            self._context,
            f"Foto {view.name}",
            Owner(person_id=view.id),
            {},
            requirement="",
            may_change=may_change,
            sent=True,
            hint=_HINT,
            parent=self,
        )
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._close(dialog))
        dialog.open()

    def _close(self, dialog: ShelfDialog) -> None:
        self.dialog = None
        dialog.deleteLater()
        self._ask()
