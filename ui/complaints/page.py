"""The page of one complaint: its words, who brought it, what was done, and what may be done now."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from dinsos_desk.catalog.office import Post
from dinsos_desk.domain.complaints import ComplaintDeed
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.complaints.prints import complaint_receipt
from dinsos_desk.usecases.complaints.view import ComplaintStepView, ComplaintView, complaint_view
from dinsos_desk.usecases.office.posts import office_posts
from ui.complaints.act_dialog import ActDialog
from ui.complaints.words import (
    DEED_LOOKS,
    due_tone,
    due_words,
    fact_lines,
    person_lines,
    state_badge,
    step_lines,
    who_words,
)
from ui.context import Context
from ui.letters.outlet import Outlet
from ui.models.columns import BadgeSpec
from ui.requests.cards import LinesCard
from ui.requests.latest import Latest, say_error
from ui.requests.words import moment_words
from ui.theme import Tone
from ui.turns import Turns
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label
from ui.widgets.page_header import PageHeader

_SIDE = 380


class ComplaintPage(QWidget):
    """What may be done stands below, the main thing rightmost with Ctrl+Enter; Ctrl+P prints the receipt."""

    left = Signal()
    correct_wanted = Signal(object)
    """The ``ComplaintView`` to correct."""
    request_wanted = Signal(int)
    shown = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("halaman_pengaduan")
        self.setAccessibleName("Pengaduan")
        self._context = context
        self._latest = Latest(context.tasks, self)
        self._id: int | None = None
        self._posts: tuple[Post, ...] = ()
        self.view: ComplaintView | None = None
        self._following: Turns | None = None
        self.header = PageHeader(" ", " ")
        self.receipt = KeyButton("Tanda terima", "Ctrl+P", name="cetak_tanda_terima_pengaduan")
        self.receipt.setToolTip("Buka tanda terima pengaduan di Word")
        self.receipt.clicked.connect(lambda: self.give_receipt())
        self.request = KeyButton("Permohonannya", "Alt+L", name="buka_permohonan_pengaduan")
        self.request.clicked.connect(self._open_request)
        self.back = KeyButton("Kembali", "", name="kembali_ke_pengaduan")
        self.back.setText("Kembali   Esc")
        self.back.clicked.connect(self.left)
        for button in (self.request, self.receipt, self.back):
            self.header.add_action(button)
        self.banner = Banner(context.theme, name="kabar_halaman_pengaduan")
        self.outlet = Outlet(context, self)
        self.outlet.refused.connect(lambda error: say_error(self.banner, error))
        self.buttons: dict[ComplaintDeed, KeyButton] = {}
        self._badges = row(spacing=8)
        self._left = column(spacing=12)
        self._right = column(spacing=12)
        self._foot = row(STRETCH, spacing=8)
        self._lay_out()
        context.events.complaints_changed.connect(self._on_changed)

    def open(self, complaint_id: int) -> None:
        """Show a complaint."""
        if complaint_id != self._id:
            self.banner.clear()
        self._id = complaint_id
        self.reload()

    def reload(self) -> None:
        """Read the complaint that is shown anew."""
        known = self._id
        if known is None:
            return
        desk, actor = self._context.desk, self._context.actor

        def work() -> tuple[ComplaintView, tuple[Post, ...]]:
            return complaint_view(desk.reader(), actor, known), office_posts(desk)

        self._latest.ask(work, self._show, self._fail)

    def main_action(self) -> None:
        """The first of what may be done."""
        if self.view is not None and self.view.deeds:
            self.buttons[self.view.deeds[0]].click()

    def give_receipt(self) -> None:
        """Open the tanda terima in Word."""
        known, desk, actor = self._id, self._context.desk, self._context.actor
        if known is not None:
            letters = desk.library.letters
            self.outlet.open((lambda: complaint_receipt(desk.reader(), letters, actor, known, desk.now()),))

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("page", True)
        side = QWidget()
        side.setLayout(column(self._right, STRETCH))
        side.setFixedWidth(self._context.theme.px(_SIDE))
        body = row(column(self._left, STRETCH), side, spacing=12)
        body.setStretch(0, 1)
        whole.setLayout(body)
        self.scroll = QScrollArea()
        self.scroll.setObjectName("isi_halaman_pengaduan")
        self.scroll.setAccessibleName("Isi pengaduan")
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setWidgetResizable(True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidget(whole)
        page = column(
            self.header, self._badges, self.banner, self.scroll, self._foot, spacing=10,
            margins=(24, 16, 24, 18),
        )  # fmt: skip
        page.setStretch(3, 1)
        self.setLayout(page)

    def _show(self, found: tuple[ComplaintView, tuple[Post, ...]]) -> None:
        view, self._posts = found
        self.view = view
        self.banner.clear_problem()
        today = self._context.desk.now().date()
        self.header.set_title(f"Pengaduan {view.row.number}")
        self.header.set_subtitle(who_words(view.row))
        self.request.setVisible(view.row.request_id is not None)
        self.receipt.setEnabled(True)
        clear_layout(self._badges)
        self._badges.addWidget(Badge(self._context.theme, state_badge(view.row.state)))
        if view.row.due_on is not None:
            tone = due_tone(view.row, today) or Tone.NEUTRAL
            due = BadgeSpec(f"Batas: {due_words(view.row, today)}", tone, "clock-outline")
            self._badges.addWidget(Badge(self._context.theme, due))
        self._badges.addStretch(1)
        self._show_deeds(view)
        if self._following is not None:
            self._following.stop()
        self._following = Turns(self._cards(view), self)
        self._following.done.connect(self._followed)

    def _followed(self) -> None:
        self._following = None
        self.shown.emit()

    def _cards(self, view: ComplaintView) -> Iterator[None]:
        """The cards, one in a turn."""
        clear_layout(self._left)
        clear_layout(self._right)
        yield
        words = Card("Isi pengaduan", name="isi_pengaduan")
        text = text_label(view.row.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.body.addWidget(text)
        self._left.addWidget(words)
        yield
        if view.answer:
            answer = Card("Jawaban", name="jawaban_pengaduan")
            answer.body.addWidget(text_label(view.answer, wrap=True))
            self._left.addWidget(answer)
        self._right.addWidget(LinesCard("Pelapor", "pelapor_pengaduan", person_lines(view)))
        yield
        self._right.addWidget(LinesCard("Keterangan", "keterangan_pengaduan", fact_lines(view)))
        yield
        self._left.addWidget(self._steps_card(view))

    def _steps_card(self, view: ComplaintView) -> Card:
        card = Card("Perjalanan", name="perjalanan_pengaduan")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        now = self._context.desk.now()
        for number, step in enumerate(view.steps):
            when = text_label(moment_words(step.at, now), "small")
            grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
            lines = column(text_label(step.who, "strong", wrap=True), spacing=1)
            for line in step_lines(step):
                lines.addWidget(text_label(line, "muted", wrap=True))
            if step.may_correct:
                lines.addLayout(row(self._correct_link(step), STRETCH))
            grid.addLayout(lines, number, 1)
        card.body.addLayout(grid)
        return card

    def _correct_link(self, step: ComplaintStepView) -> LinkButton:
        link = LinkButton("Perbaiki catatan ini…", name=f"perbaiki_langkah_{step.id}")
        link.clicked.connect(lambda: self._ask(ComplaintDeed.CORRECT, step))
        return link

    def _show_deeds(self, view: ComplaintView) -> None:
        clear_layout(self._foot)
        self._foot.addStretch(1)
        self.buttons = {}
        for place, deed in reversed(list(enumerate(view.deeds))):
            look = DEED_LOOKS[deed]
            kind = ButtonKind.PRIMARY if place == 0 else ButtonKind.PLAIN
            key = "Ctrl+Return" if place == 0 else look.key
            button = KeyButton(look.label, key, kind, name=f"pengaduan_{deed.value}")
            button.clicked.connect(self._doer(deed))
            self.buttons[deed] = button
            self._foot.addWidget(button)

    def _doer(self, deed: ComplaintDeed) -> Callable[[], None]:
        return lambda: self._do(deed)

    def _do(self, deed: ComplaintDeed) -> None:
        if self.view is None:
            return
        if deed is ComplaintDeed.CORRECT:
            self.correct_wanted.emit(self.view)
        else:
            self._ask(deed)

    def _ask(self, deed: ComplaintDeed, step: ComplaintStepView | None = None) -> None:
        if self.view is None:
            return
        if ActDialog(self._context, self.view, deed, self._posts, step, self).is_kept():
            self.banner.say(Tone.OK, DEED_LOOKS[deed].done)
        self.scroll.setFocus()

    def _open_request(self) -> None:
        if self.view is not None and self.view.row.request_id is not None:
            self.request_wanted.emit(self.view.row.request_id)

    def _fail(self, error: DeskError) -> None:
        self.view = None
        if self._following is not None:
            self._following.stop()
            self._following = None
        self.header.set_title("Pengaduan tidak dapat ditampilkan")
        self.header.set_subtitle("")
        self.receipt.setEnabled(False)
        self.request.hide()
        for layout in (self._badges, self._left, self._right, self._foot):
            clear_layout(layout)
        self.buttons = {}
        say_error(self.banner, error)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.reload()
