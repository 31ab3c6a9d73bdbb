"""What is written down when a complaint is forwarded, answered, closed, taken back, or a step corrected."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.office import Post
from dinsos_desk.domain.complaints import ComplaintDeed
from dinsos_desk.domain.fields import FieldDef, LongTextField, TextField
from dinsos_desk.errors import Conflict
from dinsos_desk.usecases.complaints.entry import LONGEST_WORDS
from dinsos_desk.usecases.complaints.handling import LONGEST_HANDLER, LONGEST_REASON, Act, act, correct_step
from dinsos_desk.usecases.complaints.view import ComplaintStepView, ComplaintView, complaint_view
from ui.complaints.words import DEED_LOOKS, who_words
from ui.context import Context
from ui.requests.decision_form import DecisionForm
from ui.saving_dialog import SavingDialog
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label

_WIDTH = 620
_MOST_POSTS = 24
_ANSWER = LongTextField(
    code="jawaban", label="Jawaban kepada pelapor", required=True, max_length=LONGEST_WORDS,
    help="apa yang dilakukan atau dijelaskan kepadanya",
)  # fmt: skip
_NOTE = LongTextField(code="catatan", label="Catatan", max_length=LONGEST_WORDS)
_REASON = LongTextField(code="alasan", label="Alasan", required=True, max_length=LONGEST_REASON)
_WORDS = LongTextField(code="jawaban", label="Seharusnya", required=True, max_length=LONGEST_WORDS)
_HEADS = {
    ComplaintDeed.ANSWER: "Jawab pengaduan",
    ComplaintDeed.FORWARD: "Teruskan pengaduan",
    ComplaintDeed.WITHDRAW: "Pengaduan ditarik pelapornya",
    ComplaintDeed.CLOSE: "Tutup tanpa jawaban",
    ComplaintDeed.REOPEN: "Buka lagi pengaduan",
    ComplaintDeed.CORRECT: "Perbaiki catatan ini",
}


class ActDialog(SavingDialog):
    """Stays open while something is wrong; what was typed is lost only by turning back.

    ``step``: the step whose words are corrected. ``posts``: offered as those it may be forwarded to.
    """

    def __init__(
        self,
        context: Context,
        view: ComplaintView,
        deed: ComplaintDeed,
        posts: tuple[Post, ...] = (),
        step: ComplaintStepView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._view, self._deed, self._posts, self._step = view, deed, posts, step
        self.setObjectName("tindakan_pengaduan")
        self.setWindowTitle(_HEADS[deed])
        self.news = Banner(context.theme, name="kabar_tindakan_pengaduan")
        self.form = DecisionForm(self._today)
        self.form.set_fields(self._fields(), "", {"jawaban": step.words} if step is not None else {})
        label = DEED_LOOKS[deed].label.rstrip("…")
        self.save = KeyButton(label, "Ctrl+Return", ButtonKind.PRIMARY, name="simpan_tindakan_pengaduan")
        self.cancel = KeyButton("Batal", "Esc", name="batal_tindakan_pengaduan")
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        head = text_label(_HEADS[deed], "section", wrap=True)
        about = text_label(f"{view.row.number} · {who_words(view.row)}", "muted", wrap=True)
        buttons = row(STRETCH, self.cancel, self.save, spacing=8)
        whole = column(head, about, self.news, self.form, buttons, spacing=12, margins=(24, 20, 24, 20))
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.setFixedWidth(context.theme.px(_WIDTH))
        self.resize(self.width(), whole.totalHeightForWidth(self.width()))
        next(iter(self.form.fields.values())).focus()

    def _fields(self) -> tuple[FieldDef, ...]:
        if self._deed is ComplaintDeed.ANSWER:
            return (_ANSWER,)
        if self._deed is ComplaintDeed.CORRECT:
            return (_WORDS, _REASON)
        if self._deed is not ComplaintDeed.FORWARD:
            return (_REASON,)
        names = tuple(dict.fromkeys(post.name for post in self._posts))[:_MOST_POSTS]
        handler = TextField(
            code="kepada", label="Diteruskan kepada", required=True, max_length=LONGEST_HANDLER,
            suggestions=names or None, help="jabatan di kantor ini (pilih dari daftar), atau instansi lain",
        )  # fmt: skip
        return (handler, _NOTE)

    def _work(self) -> Callable[[], object]:
        desk, actor, typed = self._context.desk, self._context.actor, self.form.typed()
        words = typed.get("jawaban", typed.get("catatan", ""))
        reason, number = typed.get("alasan", ""), self._view.row.id
        if self._step is not None:
            step_id = self._step.id
            return lambda: correct_step(desk.uow(), actor, number, step_id, words, reason, desk.now())
        handler = " ".join(typed.get("kepada", "").split())
        known = (post.division for post in self._posts if post.name.casefold() == handler.casefold())
        wanted = Act(number, self._view.version, self._deed, words, reason, handler, next(known, ""))
        return lambda: act(desk.uow(), actor, wanted, desk.now())

    def _save(self) -> None:
        self.write(self._work(), lambda _: self._context.events.complaints_changed.emit())

    def places(self) -> dict[str, Field]:
        return self.form.fields

    def fail(self, error: Exception) -> None:
        super().fail(error)
        if isinstance(error, Conflict):
            self._catch_up()

    def _catch_up(self) -> None:
        """Somebody else was first: show what stands now; what was typed here stays and may be sent again."""
        desk, actor, known_id = self._context.desk, self._context.actor, self._view.row.id

        def show(view: ComplaintView) -> None:
            self._view = view

        self._context.events.complaints_changed.emit()
        self._context.tasks.run_read(lambda: complaint_view(desk.reader(), actor, known_id), show, owner=self)

    def _today(self) -> date:
        return self._context.desk.now().date()
