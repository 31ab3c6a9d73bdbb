"""One person or institution: facts with masked numbers, applications, household, and earlier corrections."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.people.knowing import SubjectView
from dinsos_desk.usecases.people.shown import identity_numbers
from dinsos_desk.usecases.requests.lines import Line
from ui.attachments.photo_card import PhotoCard
from ui.complaints.card import BroughtCard
from ui.context import Context
from ui.models.rows_model import RowsModel
from ui.people.facts import FactList
from ui.people.sections import ChangesCard, HouseholdCard, LikelyCard, MergesCard
from ui.people.words import APPLICATION_COLUMNS, TEMPORARY
from ui.theme import Tone
from ui.tickler.new_dialog import NewTicklerDialog
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.tab_order import put_in_row, tab_stops
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_MOST_SEEN = 6
_SHOW, _HIDE = "Tampilkan NIK", "Sembunyikan NIK"


class SubjectPage(QWidget):
    """Numbers are shown in full only on demand, and masked again with the next person."""

    request_wanted = Signal(int)
    complaint_wanted = Signal(object)
    """The id of a complaint."""
    person_wanted = Signal(int)
    edit_wanted = Signal()
    compare_wanted = Signal(int)
    """Compare with the record of this id."""
    join_wanted = Signal()
    """Find another record of the same person."""
    undo_wanted = Signal(object)
    """Undo this ``MergeRow``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._view: SubjectView | None = None
        self._numbers: tuple[str, str] | None = None
        self.banner = Banner(theme)
        self.card = Card(" ", name="orang_data")
        self.badge = Badge(theme, TEMPORARY)
        self.card.header.addWidget(self.badge)
        self.reveal = KeyButton(_SHOW, "Alt+N", ButtonKind.LINK, name="orang_tampilkan_nik")
        self.reveal.setToolTip("Dicatat siapa yang melihat dan kapan")
        self.card.header.addWidget(self.reveal)
        self.facts = FactList(theme, name="orang_keterangan")
        self.card.body.addWidget(self.facts)
        self.applications = Table(theme, name="orang_permohonan", label="Permohonan")
        self.model: RowsModel = RowsModel(APPLICATION_COLUMNS, (), lambda known: known.id, self)
        self.applications.set_model(self.model, APPLICATION_COLUMNS)
        self.applications.set_empty("clipboard-text-outline", "Belum ada permohonan atas nama ini.")
        self.applications.row_activated.connect(lambda known: self.request_wanted.emit(known.id))
        self.edit = KeyButton("Perbaiki data", "Ctrl+Return", ButtonKind.PRIMARY, name="orang_perbaiki")
        self.edit.clicked.connect(self.edit_wanted)
        self.join = KeyButton("Gabungkan dengan…", "Alt+G", name="orang_gabungkan")
        self.join.clicked.connect(self.join_wanted)
        self.remember = KeyButton("Tindak lanjut…", "Ctrl+Shift+J", ButtonKind.LINK, name="ingatkan_orang")
        self.remember.clicked.connect(self._remember)
        if not context.actor.may(Role.PETUGAS):
            self.edit.hide()
        self.reveal.clicked.connect(self._toggle_numbers)
        self._lay_out()

    def view(self) -> SubjectView | None:
        """Who is shown."""
        return self._view

    def show_view(self, view: SubjectView) -> None:
        """Show somebody; full numbers stay only while it is the same person."""
        same = self._view is not None and (self._view.kind, self._view.id) == (view.kind, view.id)
        self._view = view
        if not same:
            self._numbers = None
            self.banner.clear()
            self.scroll.verticalScrollBar().setValue(0)
        elif self._numbers is not None:
            self._ask_numbers()
        self.card.set_title(view.name)
        self.badge.setVisible(view.temporary)
        self.model.set_rows(view.applications)
        may_change = self._context.actor.may(Role.PETUGAS)
        self.join.setVisible(may_change)
        is_person = view.kind is PartyKind.PERSON
        self.remember.setVisible(is_person and self._context.actor.may(*WORKING_ROLES))
        self.likely.show_likely(view.likely)
        self.household.show_household(view.members, view.household)
        self.complaints.show_complaints(view.complaints, self._context.desk.now().date())
        self.merges.show_merges(view.merges, may_undo=may_change)
        self.changes_card.show_changes(view.changes)
        below = bool(view.changes or view.members or view.merges or view.complaints)
        self._fit_applications(len(view.applications), below)
        self._show_facts()
        self.photo.show_view(view)
        below = (self.complaints, self.household, self.merges, self.changes_card)
        put_in_row(self.applications, [stop for card in below for stop in tab_stops(card)] + [self.join])

    def forget_numbers(self) -> None:
        """Mask the numbers again: the person was left."""
        self._numbers = None
        if self._view is not None:
            self._show_facts()

    def _lay_out(self) -> None:
        px = self._context.theme.px
        list_card = Card("Permohonan", padding=12, name="orang_daftar_permohonan")
        list_card.header.addWidget(self.remember)
        list_card.body.addWidget(self.applications)
        self.applications.setMinimumHeight(px(150))
        self.likely = LikelyCard(self._context.theme)
        self.likely.compare_wanted.connect(self.compare_wanted)
        self.household = HouseholdCard()
        self.household.person_wanted.connect(self.person_wanted)
        self.household.request_wanted.connect(self.request_wanted)
        self.complaints = BroughtCard(self._context.theme)
        self.complaints.wanted.connect(self.complaint_wanted)
        self.merges = MergesCard()
        self.merges.undo_wanted.connect(self.undo_wanted)
        self.changes_card = ChangesCard()
        inner = QWidget()
        self.photo = PhotoCard(self._context)
        below = (self.complaints, self.household, self.merges, self.changes_card)
        whole = column(
            self.likely, self.card, self.photo, list_card, *below, spacing=12, margins=(0, 0, px(4), 0)
        )
        whole.setStretch(3, 1)
        inner.setLayout(whole)
        self.scroll = FormScroll(inner, name="orang_gulir")
        foot = row(STRETCH, self.join, self.edit, spacing=12)
        outer = column(self.banner, self.scroll, foot, spacing=12)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _fit_applications(self, count: int, has_changes: bool) -> None:
        """Leave room for the corrections below, where there are some."""
        px = self._context.theme.px
        least, wanted = px(150), px(40) * (min(count, _MOST_SEEN) + 1)
        self.applications.setMaximumHeight(max(least, wanted) if has_changes else 16_777_215)

    def _show_facts(self) -> None:
        view = self._view
        if view is None:
            return
        nik, kk = self._numbers or (view.masked_nik, view.masked_kk)
        numbers = tuple(Line(label, text) for label, text in (("NIK", nik), ("Nomor KK", kk)) if text)
        self.facts.set_lines(numbers + view.lines)
        self.reveal.setVisible(bool(view.masked_nik or view.masked_kk))
        self.reveal.set_label(_HIDE if self._numbers else _SHOW)

    def _remember(self) -> None:
        view = self._view
        if view is not None and NewTicklerDialog.ask(self, self._context, view.name, person_id=view.id):
            self.banner.say(Tone.OK, "Tindak lanjut dicatat; tampil pada daftar Ctrl+J.")

    def _toggle_numbers(self) -> None:
        if self._numbers is not None:
            self.forget_numbers()
        else:
            self._ask_numbers()

    def _ask_numbers(self) -> None:
        view, desk = self._view, self._context.desk
        if view is None or view.kind is not PartyKind.PERSON:
            return

        def show(numbers: tuple[str, str]) -> None:
            if self._view is not None and self._view.id == view.id:
                self._numbers = numbers
                self._show_facts()

        self._context.tasks.run_write(
            lambda: identity_numbers(desk.uow(), self._context.actor, view.id, desk.now()),
            show,
            lambda error: say_failure(self._context, self.banner, error),
            owner=self,
        )
