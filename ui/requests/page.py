"""One application with everything about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.complaints import RECORDERS
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import WORKING_ROLES, RequestState
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.obligations.periodic import withdraw_report
from dinsos_desk.usecases.obligations.view import DutyView, MetView
from dinsos_desk.usecases.requests.lateness import explain_lateness
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.review.follow_up import FollowUp
from ui.complaints.start import Start
from ui.context import Context
from ui.dialogs import Dialogs
from ui.letters.desk_prints import DeskPrints
from ui.requests.cards import HistoryCard
from ui.requests.case_desk import CaseDesk
from ui.requests.key_room import fit_keys
from ui.requests.latest import say_error
from ui.requests.leaves import CaseLeaves
from ui.requests.report_dialog import ReportDialog
from ui.room import Room
from ui.theme import Tone
from ui.tickler.new_dialog import NewTicklerDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import column
from ui.widgets.page_header import PageHeader

_TITLE = 300
"""What the name and the receipt need beside the buttons, at 100%."""
_GAP = 24


class RequestPage(Room):
    """Parties, answers, papers, rules, history, letters; and the same decision box as the inbox."""

    left = Signal()
    """Esc or "Kembali": back to where one came from."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("halaman_permohonan")
        self.setAccessibleName("Permohonan")
        self._request_id: int | None = None
        self.header = PageHeader(" ", " ")
        self.receipt = KeyButton("Tanda terima", "Ctrl+Shift+P", name="cetak_tanda_terima")
        self.receipt.setToolTip("Buka tanda terima di Word (Ctrl+Shift+P)")
        self.receipt.clicked.connect(self._open_receipt)
        self.back = KeyButton("Kembali", name="kembali_ke_daftar")
        self.back.setText("Kembali   Esc")
        self.back.clicked.connect(self.left)
        self.other = DeskPrints(context, self)
        self.remember = KeyButton("Tindak lanjut…", "Ctrl+Shift+J", name="ingatkan_permohonan")
        self.remember.setToolTip("Ingatkan tentang permohonan ini (Ctrl+Shift+J)")
        self.remember.clicked.connect(self._remember)
        self.complain = KeyButton("Pengaduan…", "Ctrl+Shift+A", name="adukan_permohonan")
        self.complain.setToolTip("Catat pengaduan mengenai permohonan ini (Ctrl+Shift+A)")
        self.complain.clicked.connect(self._complain)
        self.header.add_action(self.complain)
        self.complain.setVisible(context.actor.may(*RECORDERS))
        self.header.add_action(self.remember)
        self.remember.setVisible(context.actor.may(*WORKING_ROLES))
        self.header.add_action(self.receipt)
        self.header.add_action(self.other)
        self.header.add_action(self.back)
        self.case = CaseDesk(context)
        self.contents = CaseLeaves(context, self.case.outlet)
        self.history = HistoryCard(context.theme)
        self.case.lay_out(
            self.contents,
            self.contents,
            ((self.history, lambda case: self.history.show_view(case.view, case.now)),),
        )
        self.other.outlet.refused.connect(lambda error: say_error(self.case.news, error, "Tutup"))
        self.other.outlet.finished.connect(lambda text: self.case.news.say(Tone.OK, text, "Tutup"))
        self.case.opened.connect(self._on_opened)
        self.case.gone.connect(self._on_gone)
        self.case.decided.connect(lambda _: self.contents.tabs.setFocus())
        self.case.closed.connect(self.contents.tabs.setFocus)
        self.case.box.turned_back.connect(self.contents.tabs.setFocus)
        self.case.mend_wanted.connect(self.intake_wanted)
        details = self.contents.details
        details.open_wanted.connect(self.show_request)
        details.follow_wanted.connect(self._follow)
        details.record_wanted.connect(self._record)
        details.withdraw_wanted.connect(self._withdraw)
        details.explain_wanted.connect(self._explain)
        details.complaint_wanted.connect(self.complaint_wanted)
        details.mail_wanted.connect(self.mail_wanted)
        self._keyed = (self.complain, self.remember, self.receipt, self.other)
        fit_keys(self._keyed, 0)
        whole = column(self.header, self.case, spacing=12, margins=(24, 16, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        context.events.request_changed.connect(self._on_changed)
        context.events.complaints_changed.connect(lambda: self._on_changed(self._request_id or 0))
        context.events.tickler_changed.connect(lambda: self._on_changed(self._request_id or 0))

    def show_request(self, request_id: int) -> None:
        """Open an application."""
        if request_id != self._request_id:
            self.case.outcome.hide()
            self.contents.tabs.setCurrentIndex(0)
        self._request_id = request_id
        self.case.open(request_id)

    def enter(self) -> None:
        self.case.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [button for button in self._keyed if not button.isHidden()]
        rest = self.back.sizeHint().width() + self.context.theme.px(_TITLE) + _GAP * len(shown)
        fit_keys(shown, self.width() - rest)

    def main_action(self) -> None:
        self.case.box.main_action()

    def step_back(self) -> bool:
        if self.case.box.step_back():
            return True
        self.left.emit()
        return True

    def _on_opened(self, view: RequestView) -> None:
        self.header.set_title(view.row.client_name)
        by = view.row.applicant_name
        applicant = f" · pemohon {by}" if by and by != view.row.client_name else ""
        self.header.set_subtitle(f"{view.row.receipt} · {view.service.name}{applicant}")
        self.receipt.setEnabled(True)
        self.remember.setEnabled(True)
        self.complain.setEnabled(True)
        is_missing = any(paper.is_missing for paper in view.papers)
        rejected = view.row.state is RequestState.REJECTED
        self.other.show_request(view.row.id, is_missing=is_missing, is_rejected=rejected)

    def _on_gone(self, error: object) -> None:
        self.header.set_title("Permohonan tidak dapat ditampilkan")
        self.header.set_subtitle("")
        self.receipt.setEnabled(False)
        self.remember.setEnabled(False)
        self.complain.setEnabled(False)
        self.other.show_request(None, is_missing=False)

    def _open_receipt(self) -> None:
        if self._request_id is not None:
            self.case.outlet.open((self.case.outlet.receipt(self._request_id),))

    def _follow(self, service: str) -> None:
        if self._request_id is not None:
            self.intake_wanted.emit(FollowUp(service, self._request_id))

    def _record(self, duty: DutyView) -> None:
        name = self.case.view.row.client_name if self.case.view is not None else ""
        if ReportDialog.ask(self, self.context, duty, name):
            self.case.news.say(Tone.OK, "Laporan berkala dicatat.", "Tutup")
        self.contents.tabs.setFocus()

    def _complain(self) -> None:
        view = self.case.view
        if view is not None:
            self.complaint_wanted.emit(Start(view.row.id, view.row.receipt))

    def _remember(self) -> None:
        view = self.case.view
        if view is None:
            return
        subject = f"{view.row.client_name} · {view.service.short_name} · {view.row.receipt}"
        if NewTicklerDialog.ask(self, self.context, subject, request_id=view.row.id):
            self.case.news.say(Tone.OK, "Tindak lanjut dicatat; tampil pada daftar Ctrl+J.", "Tutup")
        self.contents.tabs.setFocus()

    def _explain(self) -> None:
        view = self.case.view
        if view is None:
            return
        title = f"Mengapa {view.row.receipt} terlambat?"
        label = "Alasan (tampil pada rekap)"
        known = view.lateness[0].reason if view.lateness else ""
        reason = Dialogs.ask_text(self, title, label, multi_line=True, text=known, action_label="Simpan")
        self.contents.tabs.setFocus()
        if reason is None:
            return
        desk, actor, request_id = self.context.desk, self.context.actor, view.row.id
        self.context.tasks.run_write(
            lambda: explain_lateness(desk.uow(), actor, request_id, reason, desk.now()),
            self.context.events.request_changed.emit,
            self._refused,
            owner=self,
        )

    def _withdraw(self, met: MetView) -> None:
        title = f"Tarik catatan laporan {format_date(met.done_on)}?"
        reason = Dialogs.ask_text(self, title, "Alasan", multi_line=True, action_label="Tarik catatan")
        if reason is None:
            return
        desk, actor = self.context.desk, self.context.actor
        self.context.tasks.run_write(
            lambda: withdraw_report(desk.uow(), actor, met.report_id, reason, desk.now()),
            self.context.events.request_changed.emit,
            self._refused,
            owner=self,
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            say_error(self.case.news, error, "Tutup")
        else:
            self.context.tasks.failure.emit(error)

    def _on_changed(self, request_id: int) -> None:
        if request_id == self._request_id:
            self.case.reload()
