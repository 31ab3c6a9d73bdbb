"""The first start: eight pages make an office."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from dinsos_desk.desk import Desk, Gate, local_now
from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError, InvalidInput
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.usecases.actor import Actor
from ui.start.setup_draft import SetupDraft, signing_posts, to_setup
from ui.start.setup_holders import HoldersStep
from ui.start.setup_hours import HoursStep
from ui.start.setup_office import OfficeStep
from ui.start.setup_paper import PaperStep
from ui.start.setup_services import ServicesStep
from ui.start.setup_start import StartStep
from ui.start.setup_step import SetupStep
from ui.start.setup_summary import SummaryStep
from ui.start.setup_user import UserStep
from ui.tasks import IsCancelled, Report, Tasks
from ui.theme import Theme, Tone
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.fault_summary import FaultLine, FaultSummary
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.step_list import Step, StepList

_STEPS: tuple[type[SetupStep], ...] = (
    StartStep,
    OfficeStep,
    PaperStep,
    HoursStep,
    ServicesStep,
    HoldersStep,
    UserStep,
    SummaryStep,
)
_NEXT = "Lanjut"
_FINISH = "Siapkan kantor"
_WORKING = "Menyiapkan kantor: kunci, basis data, dan layanan…"


class SetupPage(QWidget):
    """Nothing is made before the last page; going back loses nothing."""

    ready = Signal(object)
    """The opened desk and the first user, as a tuple."""

    def __init__(self, theme: Theme, gate: Gate, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("halaman_penyiapan")
        self.setAccessibleName("Penyiapan pertama")
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._gate = gate
        self._tasks = tasks
        self._busy = False
        self.draft = SetupDraft()
        today = local_now().date()
        library = gate.library
        self._makers: tuple[Callable[[], SetupStep], ...] = (
            lambda: StartStep(theme, self.draft, library, tasks),
            lambda: OfficeStep(theme, self.draft, tasks),
            lambda: PaperStep(theme, self.draft, today),
            lambda: HoursStep(theme, self.draft, today),
            lambda: ServicesStep(theme, self.draft, library),
            lambda: HoldersStep(theme, self.draft, library, today),
            lambda: UserStep(theme, self.draft, library),
            self._make_summary,
        )
        self._made: dict[int, SetupStep] = {}
        self._today = today
        self._lay_out(theme)
        for number in range(len(_STEPS)):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(lambda number=number: self.go(number))
        self._place = -1
        self.go(0)
        Turns((self.step(number) for number in range(len(_STEPS))), self)

    @property
    def pages(self) -> tuple[SetupStep, ...]:
        """Every page in order."""
        return tuple(self.step(place) for place in range(len(_STEPS)))

    def step(self, place: int) -> SetupStep:
        """A page, made when it is first wanted: all eight at once would hold the window up."""
        if place not in self._made:
            page = self._makers[place]()
            self._made[place] = page
            self._stack.addWidget(page)
            page.changed.connect(self._recheck)
        return self._made[place]

    def place(self) -> int:
        """The number of the page that is shown, from 0."""
        return self._place

    def page(self) -> SetupStep:
        """The page that is shown."""
        return self.step(self._place)

    def go(self, place: int) -> None:
        """Show a page; what is typed on the present one is kept, right or wrong."""
        if self._busy or not 0 <= place < len(_STEPS):
            return
        if self._place >= 0:
            self.page().write()
            self._mark(self._place, self.page().faults())
        self._place = place
        self.summary.clear()
        self.page().show_draft()
        self._stack.setCurrentWidget(self.page())
        self.steps.set_active(place)
        last = place == len(_STEPS) - 1
        self.forward.set_label(_FINISH if last else _NEXT)
        self.back.setVisible(place > 0)
        self._focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Before it was shown no field could take the cursor."""
        super().showEvent(event)
        if not event.spontaneous():
            self._focus_first()

    def go_on(self) -> None:
        """To the next page when this one is right; on the last one make the office."""
        if self._busy:
            return
        self.page().write()
        if self._refuse(self._place):
            return
        if self._place < len(_STEPS) - 1:
            self.go(self._place + 1)
            return
        for place in range(len(_STEPS)):
            if self.step(place).faults():
                self.go(place)
                self._refuse(place)
                return
        self._make_office()

    def _focus_first(self) -> None:
        (self.page().first() or self.forward).setFocus(Qt.FocusReason.TabFocusReason)

    def _refuse(self, place: int) -> bool:
        """Say what is wrong on a page; whether anything is."""
        page = self.step(place)
        order = {code: number for number, code in enumerate(page.fields)}
        faults = sorted(page.faults(), key=lambda fault: order.get(fault.place, -1))
        lines = [FaultLine(fault.place, _words(fault)) for fault in faults]
        self.summary.show_faults(lines, page.fields)
        page.scroll.reveal(next((page.fields.get(fault.place) for fault in faults), None))
        self._mark(place, faults)
        return bool(faults)

    def _recheck(self) -> None:
        """Take the summary away as soon as nothing is wrong any more."""
        if not self.summary.isHidden():
            self.page().write()
            if not self.page().faults():
                self.summary.clear()

    def _mark(self, place: int, faults: Sequence[Fault]) -> None:
        self.steps.set_done(place, not faults)
        self.steps.set_fault(place, bool(faults))

    def _make_office(self) -> None:
        gate = self._gate
        posts = {post.code: post for post in signing_posts(gate.library, self.draft)}
        setup = to_setup(self.draft, posts, self._today)

        def work(report: Report, cancelled: IsCancelled) -> tuple[Desk, Actor]:
            return gate.set_up(setup)

        self._set_busy(True)
        self._tasks.run_long(work, self.ready.emit, self._failed, owner=self, writes=True)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, InvalidInput):
            lines = [FaultLine("", fault_sentence(fault)) for fault in error.faults]
            self.summary.show_faults(lines, {})
        elif isinstance(error, DeskError):
            told = sentence(error)
            self.banner.say(Tone.BAD, f"{told.text} {told.advice}")
        else:
            self._tasks.failure.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.waiting.setVisible(busy)
        for widget in (self._stack, self.steps, self.forward, self.back):
            widget.setEnabled(not busy)
        if busy:
            self.banner.say(Tone.INFO, _WORKING)
        else:
            self.banner.clear()

    def _make_summary(self) -> SetupStep:
        summary = SummaryStep(self._theme, self.draft, [self.step(n) for n in range(len(_STEPS) - 1)])
        summary.wanted.connect(self.go)
        return summary

    def _lay_out(self, theme: Theme) -> None:
        header = PageHeader(
            "Selamat datang di Dinsos Desk",
            "Delapan langkah, kira-kira sepuluh menit. Yang tidak wajib dapat dilengkapi kemudian.",
        )
        self.steps = StepList(
            theme, [Step(kind.key, kind.title) for kind in _STEPS], f"Alt+1…{len(_STEPS)} pindah langkah"
        )
        self.steps.chosen.connect(self.go)
        self._stack = QStackedWidget()
        self.summary = FaultSummary(theme, most=3)
        self.summary.go_to.connect(lambda place: self.page().scroll.reveal(self.page().fields.get(place)))
        self.banner = Banner(theme, name="kabar_penyiapan")
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.hide()
        self.back = KeyButton("Kembali", "Alt+Left", name="kembali")
        self.forward = KeyButton(_NEXT, "Ctrl+Return", ButtonKind.PRIMARY, name="lanjut")
        self.back.clicked.connect(lambda: self.go(self._place - 1))
        self.forward.clicked.connect(self.go_on)
        left = Card(name="langkah_penyiapan")
        left.body.addWidget(self.steps, 1)
        left.setFixedWidth(theme.px(240))
        centre = Card(name="isi_penyiapan")
        centre.body.addWidget(self.summary)
        centre.body.addWidget(self._stack, 1)
        centre.body.addWidget(self.banner)
        centre.body.addWidget(self.waiting)
        centre.body.addLayout(row(self.back, STRETCH, self.forward))
        body = row(left, centre, spacing=theme.px(14))
        body.setStretch(1, 1)
        edge = theme.px(24)
        whole = column(header, body, spacing=theme.px(14), margins=(edge, theme.px(16), edge, edge))
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _words(fault: Fault) -> str:
    """A fault as it stands at its field, where the name of the field is seen already."""
    return "Wajib diisi." if fault.code == "wajib_diisi" else fault_sentence(fault)
