"""Beranda: what matters now, and the way to each of it."""

from datetime import datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dinsos_desk.db.queries.requests.figures import RequestRow
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.obligations.tickler import TicklerView
from ui.context import Context
from ui.home.data import HomeData, filter_behind, read_home
from ui.home.side import HomeSide
from ui.home.words import day_line, greeting
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.requests.words import deadline_tone, deadline_words, status_of
from ui.room import Room
from ui.room_names import COMPLAINTS, INBOX, MAIL, TICKLER, WAITING, WORKING
from ui.theme import Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.stat_card import StatCard
from ui.widgets.table import Table

_MINUTE_MS = 60_000
_SEARCH = "Cari nama, NIK, nomor surat, tanda terima…   Ctrl+K"
_SEARCH_SHORT = "Cari…   Ctrl+K"
_CARDS = (
    ("menunggu", "Menunggu saya", "tray-arrow-down", Tone.INFO),
    ("terlambat", "Terlambat", "clock-alert-outline", Tone.BAD),
    ("jatuh_tempo", "Jatuh tempo hari ini", "clock-outline", Tone.WARN),
    ("belum_lengkap", "Berkas belum lengkap", "file-question-outline", Tone.WARN),
    ("siap_diambil", "Siap diambil", "hand-extended-outline", Tone.OK),
    ("hari_ini", "Diterima hari ini", "calendar-today-outline", Tone.ACCENT),
)


class HomeRoom(Room):
    """Asks anew when something was committed, and each minute because deadlines move by themselves."""

    search_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_beranda")
        self.setAccessibleName("Beranda")
        self._now = context.desk.now()
        self._asked = False
        theme = context.theme
        self.header = self._make_header()
        shown = [card for card in _CARDS if card[0] != "menunggu" or context.actor.roles & WORKING]
        self.cards = {key: StatCard(theme, key, label, icon, tone) for key, label, icon, tone in shown}
        for card in self.cards.values():
            card.activated.connect(self._open_card)
        self.queue_card = self._make_queue()
        self._side = self._make_side()
        self.bars, self.waiting, self.reports = self._side.bars, self._side.waiting, self._side.reports
        self.drafts = self._side.drafts
        self._body = row(self.queue_card, self._side, spacing=theme.px(12))
        self._body.setStretch(0, 1)
        edge, space = theme.px(24), theme.px(12)
        counters = row(*self.cards.values(), spacing=space)
        whole = column(
            self.header, counters, self._body, spacing=theme.px(14), margins=(edge, space, edge, edge - 6)
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.queue)
        self._timer = QTimer(self, interval=_MINUTE_MS)
        self._timer.timeout.connect(self.refresh)
        events = context.events
        events.request_changed.connect(self.refresh)
        events.drafts_changed.connect(self.refresh)
        events.tickler_changed.connect(self.refresh)
        events.complaints_changed.connect(self.refresh)
        events.mail_changed.connect(self.refresh)
        events.settings_changed.connect(self.refresh)

    def enter(self) -> None:
        self.refresh()

    def main_action(self) -> None:
        chosen = self.queue.current_row()
        if chosen is not None:
            self.request_wanted.emit(chosen.id)

    def refresh(self, _changed: int = 0) -> None:
        """Ask the database; while hidden nothing is asked, for ``enter`` will."""
        if self.isVisible() or not self._asked:
            self._asked = True
            desk, actor = self.context.desk, self.context.actor
            self.context.tasks.run_read(lambda: read_home(desk, actor), self.show_data)

    def show_data(self, data: HomeData) -> None:
        """Show what was read."""
        self._now = data.now
        self.header.set_title(greeting(data.now, self.context.actor.name))
        self.header.set_subtitle(day_line(data.now, data.hours, data.closures))
        figures = data.figures
        shown = {
            "menunggu": figures.waiting,
            "terlambat": figures.late,
            "jatuh_tempo": figures.due_today,
            "belum_lengkap": figures.incomplete,
            "siap_diambil": figures.ready,
            "hari_ini": figures.received_today,
        }
        for key, card in self.cards.items():
            card.set_figure(shown[key])
        self.queue_card.set_title("Antrean kerja" if data.queue_is_mine else "Permohonan yang berjalan")
        self.queue_card.set_note("diurutkan menurut tenggat" if data.queue_is_mine else "terbaru di atas")
        self.model.set_rows(data.queue)
        self._side.show_data(data)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width()
        self._side.setVisible(wide >= self.context.theme.px(700))
        self.search_button.setText(_SEARCH if wide >= self.context.theme.px(1000) else _SEARCH_SHORT)

    def _make_header(self) -> PageHeader:
        header = PageHeader(greeting(self._now, self.context.actor.name), " ")
        theme = self.context.theme
        self.search_button = QPushButton(_SEARCH)
        self.search_button.setObjectName("cari_semua")
        self.search_button.setAccessibleName("Cari apa saja")
        self.search_button.setProperty("searchbutton", True)
        self.search_button.setIcon(theme.icon("magnify", theme.colours.muted))
        self.search_button.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.search_button.setAutoDefault(True)
        self.search_button.clicked.connect(self.search_wanted)
        header.add_action(self.search_button)
        self.new_button: KeyButton | None = None
        if self.context.actor.may(Role.PETUGAS):
            plus = theme.icon("plus", theme.colours.on_accent)
            self.new_button = KeyButton(
                "Permohonan baru", "F2", ButtonKind.PRIMARY, name="permohonan_baru", icon=plus
            )
            self.new_button.clicked.connect(lambda: self.intake_wanted.emit(None))
            header.add_action(self.new_button)
        return header

    def _make_queue(self) -> Card:
        theme = self.context.theme
        columns = self._columns()
        card = Card("Antrean kerja", "diurutkan menurut tenggat", name="antrean", padding=0)
        card.header.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        self.model = RowsModel(columns, identity=lambda r: r.id, parent=self)
        self.queue = Table(theme, name="tabel_antrean", label="Antrean kerja")
        if self.context.actor.may(Role.PETUGAS):
            sentence = "Tidak ada yang menunggu. Permohonan yang perlu Anda kerjakan muncul di sini."
            self.queue.set_empty("check-circle-outline", sentence, "Terima permohonan baru")
            self.queue.empty_action.connect(lambda: self.intake_wanted.emit(None))
        else:
            self.queue.set_empty("check-circle-outline", "Tidak ada yang menunggu.")
        self.queue.set_model(self.model, columns)
        self.queue.row_activated.connect(lambda chosen: self.request_wanted.emit(chosen.id))
        card.body.addWidget(self.queue, 1)
        card.body.setContentsMargins(1, 0, 1, theme.px(8))
        return card

    def _columns(self) -> tuple[ColumnSpec[RequestRow], ...]:
        def now() -> datetime:
            return self._now

        return (
            ColumnSpec("terima", "No. terima", lambda r: r.receipt, width=92, least=92),
            ColumnSpec(
                "nama", "Nama", lambda r: r.client_name, 160, 140, stretch=True, bold=True, typeahead=True
            ),
            ColumnSpec("layanan", "Layanan", lambda r: r.service_name, width=170, least=100, drop=1),
            ColumnSpec("tahap", "Tahap", lambda r: r.stage_name, width=160, least=110, drop=2),
            ColumnSpec(
                "tenggat", "Tenggat", lambda r: deadline_words(r, now()), 112, 92,
                tone=lambda r: deadline_tone(r, now()),
            ),
            ColumnSpec(
                "status", "Status", lambda r: status_of(r, now()).text, 142, 128,
                badge=lambda r: status_of(r, now()).badge(),
            ),
        )  # fmt: skip

    def _make_side(self) -> HomeSide:
        side = HomeSide(self.context.theme, self.context.actor.may(Role.PETUGAS), self._service_name)
        side.draft_wanted.connect(self.intake_wanted)
        side.waiting_wanted.connect(lambda: self.room_wanted.emit(WAITING))
        side.mail_wanted.connect(self._open_mail)
        side.complaints_wanted.connect(lambda: self.room_wanted.emit(COMPLAINTS))
        side.tickler_wanted.connect(self._open_tickler)
        side.ticklers_wanted.connect(lambda: self.room_wanted.emit(TICKLER))
        return side

    def _service_name(self, code: str) -> str:
        service = self.context.desk.catalog.services.get(code)
        return service.short_name if service is not None else ""

    def _open_mail(self, mine: bool) -> None:
        if mine:
            self.mail_wanted.emit(None)
        else:
            self.room_wanted.emit(MAIL)

    def _open_tickler(self, view: TicklerView) -> None:
        if view.request_id is not None:
            self.request_wanted.emit(view.request_id)
        elif view.person_id is not None:
            self.person_wanted.emit(view.person_id)
        else:
            self.room_wanted.emit(TICKLER)

    def _open_card(self, key: str) -> None:
        if key == "menunggu":
            self.room_wanted.emit(INBOX)
        else:
            self.list_wanted.emit(filter_behind(key, self.context.actor, self._now.date()))
