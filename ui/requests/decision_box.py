"""Where one decides: what the stage wants written down, a note, and the ways on and back."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import Conflict, DeskError, InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.request_view import RequestView
from dinsos_desk.usecases.review import Decided, Decision, decide
from ui.context import Context
from ui.dialogs import Dialogs
from ui.requests.button_foot import ButtonFoot
from ui.requests.decision_form import DecisionForm
from ui.requests.decision_memory import Memory, Typed
from ui.requests.decision_words import PAPER_DATE, PAPER_FIELDS, Way, main_label, situation, usual_title, ways
from ui.requests.paper_ticks import PaperTicks
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.layouts import FlowLayout, column, laid_out_once, text_label


class DecisionBox(Card):
    """The one way to decide, in the inbox and on the page of an application.

    The main button goes on (Ctrl+Enter). The other ways first turn the box over: they ask for a reason,
    and Esc turns it back. Nothing typed is lost by a refusal, a conflict, or by looking elsewhere.
    """

    decided = Signal(object, object)
    """The ``Action`` and its ``Decided``, after the commit and the news of it."""
    stale = Signal(object)
    """A ``Conflict``: read the application anew."""
    refused = Signal(object)
    """Another ``DeskError``."""
    mend_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(name="keputusan", padding=14, parent=parent)
        self._context = context
        self._view: RequestView | None = None
        self._way: Way | None = None
        self._saving = False
        self._kept = Memory()
        self.heading = text_label("", "section", wrap=True)
        self._situation = text_label("", "muted", wrap=True)
        self._situation.setObjectName("keadaan_tahap")
        self.form = DecisionForm(self._today)
        self.paper = DecisionForm(self._today)
        self.paper.setObjectName("isian_kertas")
        self.ticks = PaperTicks()
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("catatan_keputusan")
        self.reason.setTabChangesFocus(True)
        self.reason_field = Field("Alasan", self.reason)
        self.reason.textChanged.connect(self.reason_field.clear_error)
        self._fault = text_label("", "error", wrap=True)
        self._fault.setObjectName("keputusan_salah")
        self._others = FlowLayout(spacing=6)
        self.main = KeyButton(" ", "Ctrl+Return", ButtonKind.PRIMARY, name="putuskan")
        self.main.clicked.connect(self._go_on)
        self.back = KeyButton("Batal", name="urung_keputusan")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.step_back)
        self.body.addLayout(
            column(
                self.heading,
                self._situation,
                self.paper,
                self.form,
                self.ticks,
                self.reason_field,
                self._fault,
            )
        )
        self.body.addLayout(self._others)
        self._foot = ButtonFoot(self.main, self.back)
        self.body.addWidget(self._foot)
        self.other_buttons: dict[Action, KeyButton] = {}
        self.set_view(None)

    def set_view(self, view: RequestView | None) -> None:
        """Decide about another application, or about the same one as it stands now.

        When nothing changed the box stays as it is, so that nobody is interrupted while typing.
        """
        if _is_same(view, self._view):
            self._view = view
            return
        self._keep()
        same = view is not None and self._view is not None and view.row.id == self._view.row.id
        way = self._way if same else None
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        with laid_out_once(self):
            self._fill(view, way)

    def _fill(self, view: RequestView, way: Way | None) -> None:
        kept = self._kept.recall(view.row.id, view.stage.code)
        self.form.set_fields(view.fields, f"catatan.{view.stage.code}", kept.records)
        self.paper.set_fields(PAPER_FIELDS if view.on_paper else (), "", kept.paper)
        self.reason.setPlainText(kept.reason)
        self._build_others(view)
        open_ways = {w.action: w for w in ways(view)}
        self._turn(open_ways.get(way.action) if way is not None else None)

    def step_back(self) -> bool:
        """Turn the box back from a return or rejection; False when it stands as usual."""
        if self._way is None:
            return False
        self._turn(None)
        return True

    def main_action(self) -> None:
        """What Ctrl+Enter does."""
        if self.main.isVisible() and self.main.isEnabled():
            self.main.click()

    def choose(self, action: Action) -> None:
        """Turn the box to a way other than the main one, when it is open."""
        way = next((w for w in ways(self._view) if w.action is action), None) if self._view else None
        if way is not None and not self._saving:
            self._turn(way)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.step_back():
            return
        super().keyPressEvent(event)

    def _build_others(self, view: RequestView) -> None:
        while (item := self._others.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._foot.clear_side()
        self.other_buttons = {}
        for way in ways(view):
            button = KeyButton(way.label, kind=ButtonKind.DANGER, name=f"jalan_{way.action.value}")
            button.setToolTip(f"{way.title} ({way.key})")
            button.clicked.connect(lambda _=False, action=way.action: self.choose(action))
            shortcut = QShortcut(QKeySequence(way.key), button)
            shortcut.activated.connect(button.click)
            self.other_buttons[way.action] = button
            if way.action is Action.RETURN:
                self._foot.add_side(button)
            else:
                button.set_kind(ButtonKind.LINK)
                self._others.addWidget(button)

    def _turn(self, way: Way | None) -> None:
        """Show the usual side, or the side of one other way."""
        view = self._view
        if view is None:
            return
        self._way = way
        usual, label = way is None, main_label(view)
        decides = bool(view.actions) or way is not None
        words = situation(view) if way is None else way.note
        self.heading.setText(usual_title(view) if way is None else way.title)
        self.setAccessibleName(self.heading.text())
        self._situation.setText(words)
        self._situation.setVisible(bool(words))
        approves = usual and Action.APPROVE in view.actions
        self.form.setVisible(approves and bool(view.fields))
        self.paper.setVisible(decides and view.on_paper)
        self.ticks.set_papers(view.papers if way is not None and way.asks_papers else ())
        self.ticks.setVisible(way is not None and way.asks_papers and bool(view.papers))
        self.reason_field.setVisible(approves or not usual)
        self.reason_field.clear_error()
        self._dress_reason(view, usual)
        self._fault.clear()
        self._fault.hide()
        for button in self.other_buttons.values():
            button.setVisible(usual)
        self.back.setVisible(not usual)
        self.main.set_label(label if way is None else way.label)
        self.main.set_kind(ButtonKind.DANGER if way is not None and way.is_final else ButtonKind.PRIMARY)
        self.main.setVisible(bool(label) if usual else decides)
        self._enable()
        self._foot.arrange()
        self.updateGeometry()

    def _dress_reason(self, view: RequestView, usual: bool) -> None:
        """A short note beside the main decision; a paragraph with a label where a reason is asked for."""
        can_return = Action.RETURN in view.actions
        hint = "Catatan (wajib bila dikembalikan)" if can_return else "Catatan (tidak wajib)"
        self.reason.setPlaceholderText(hint if usual else "Wajib diisi")
        self.reason.setAccessibleName(hint if usual else "Alasan (wajib)")
        self.reason_field.label.setVisible(not usual)
        lines = 1 if usual else 3
        policies = Qt.ScrollBarPolicy
        self.reason.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if usual else policies.ScrollBarAsNeeded
        )
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * lines + 18)

    def _enable(self) -> None:
        for button in (self.main, self.back, *self.other_buttons.values()):
            button.setEnabled(not self._saving)

    def _go_on(self) -> None:
        view, way = self._view, self._way
        if view is None or self._saving:
            return
        if way is None and view.can_be_mended:
            self.mend_wanted.emit(view.row.id)
            return
        decision = self._decision(view, way)
        if decision is None:
            return
        sure = way is None or not way.is_final or not decision.reason.strip() or self._is_sure(view, way)
        if sure:
            self._save(decision)

    def _is_sure(self, view: RequestView, way: Way) -> bool:
        return Dialogs.confirm(
            self,
            f"{way.title}?",
            f"{view.row.client_name}, tanda terima {view.row.receipt}. {way.note} "
            "Keputusan ini tidak dapat dibatalkan.",
            way.label,
            destructive=True,
        )

    def _decision(self, view: RequestView, way: Way | None) -> Decision | None:
        day: date | None = None
        if view.on_paper:
            try:
                value = PAPER_DATE.parse(self.paper.typed().get(PAPER_DATE.code, ""), self._today())
            except Refused as refusal:
                self._show_faults((refusal.fault.at(PAPER_DATE.code),))
                return None
            day = value if isinstance(value, date) else None
        return Decision(
            view.row.id,
            view.row.version,
            view.stage.code,
            Action.APPROVE if way is None else way.action,
            self.reason.toPlainText(),
            self.form.typed() if way is None else {},
            self.ticks.ticked(),
            day,
            self.paper.typed().get("pembawa", "") if view.on_paper else "",
        )

    def _save(self, decision: Decision) -> None:
        desk, actor = self._context.desk, self._context.actor
        self._saving = True
        self._enable()

        def done(result: Decided) -> None:
            self._saving = False
            self._kept.forget(decision.request_id)
            if self._view is not None and self._view.row.id == decision.request_id:
                self._view, self._way = None, None
            self._enable()
            self.decided.emit(decision.action, result)
            self._context.events.request_changed.emit(decision.request_id)
            if result.letters or decision.action is Action.APPROVE:
                self._context.events.letters_changed.emit()

        self._context.tasks.run_write(
            lambda: decide(desk.uow(), actor, decision, desk.now()), done, self._fail, owner=self
        )

    def _fail(self, error: Exception) -> None:
        self._saving = False
        self._enable()
        if isinstance(error, InvalidInput):
            self._show_faults(error.faults)
        elif isinstance(error, Conflict):
            self.stale.emit(error)
        elif isinstance(error, DeskError):
            self.refused.emit(error)
        else:
            self._context.tasks.failure.emit(error)

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Say each fault at its field and put the cursor into the first."""
        places: dict[str, Field] = {"alasan": self.reason_field}
        for form in (self.paper, self.form):
            places |= {form.place(code): one for code, one in form.fields.items()}
        elsewhere = [fault_sentence(fault) for fault in faults if fault.place not in places]
        for place, at in places.items():
            at.set_error(" ".join(fault_sentence(f) for f in faults if f.place == place))
        self._fault.setText(" ".join(elsewhere))
        self._fault.setVisible(bool(elsewhere))
        self.form.updateGeometry()
        self.paper.updateGeometry()
        first = next((place for place in places if any(f.place == place for f in faults)), "")
        if first:
            places[first].focus()

    def _keep(self) -> None:
        """Remember what was typed for the application that leaves the box."""
        if self._view is not None:
            records, paper = self.form.everything(), self.paper.everything()
            typed = Typed(self._view.stage.code, records, paper, self.reason.toPlainText())
            self._kept.keep(self._view.row.id, typed)

    def _today(self) -> date:
        return self._context.desk.now().date()


def _is_same(view: RequestView | None, former: RequestView | None) -> bool:
    if view is None or former is None:
        return False
    return (view.row.id, view.row.version) == (former.row.id, former.row.version)
