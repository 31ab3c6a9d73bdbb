"""What a decision asks for in writing: the fields of the stage, the paper it stands on, papers, a reason."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.routing import Action
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.review.deciding import Decision
from ui.context import Context
from ui.requests.decision_form import DecisionForm
from ui.requests.decision_memory import Typed
from ui.requests.decision_reason import ReasonField
from ui.requests.decision_target import TargetForm
from ui.requests.decision_ways import say_at
from ui.requests.decision_words import PAPER_DATE, PAPER_FIELDS, Way
from ui.requests.paper_ticks import PaperTicks
from ui.widgets.field import Field
from ui.widgets.layouts import text_label


class DecisionSheet:
    """The widgets one writes into, from top to bottom in ``parts``; the box lays them out."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self.form = DecisionForm(today)
        self.paper = DecisionForm(today)
        self.paper.setObjectName("isian_kertas")
        self.ticks = PaperTicks()
        self.target = TargetForm()
        self.reason_field = ReasonField()
        self.reason = self.reason_field.text
        self._fault = text_label("", "error", wrap=True)
        self._fault.setObjectName("keputusan_salah")
        self.parts: tuple[QWidget, ...] = (
            self.paper,
            self.form,
            self.target,
            self.ticks,
            self.reason_field,
            self._fault,
        )

    def fill(self, view: RequestView, kept: Typed) -> None:
        """Ask what the stage of an application asks, with what was typed before."""
        self.form.set_fields(view.fields, f"catatan.{view.stage.code}", kept.records)
        self.paper.set_fields(PAPER_FIELDS if view.on_paper else (), "", kept.paper)
        self.reason.setPlainText(kept.reason)

    def turn(self, context: Context, view: RequestView, way: Way | None) -> None:
        """Show what the usual decision asks for (``way`` None), or what another way does."""
        approves = way is None and Action.APPROVE in view.actions
        asks_papers = way is not None and way.asks_papers
        self.target.turn(view, way.action if way is not None else None)
        if way is not None and way.action is Action.TRANSFER:
            self.target.ask_services(context, view)
        self.form.setVisible(approves and bool(view.fields))
        self.paper.setVisible((bool(view.actions) or way is not None) and view.on_paper)
        self.ticks.set_papers(view.papers if asks_papers else ())
        self.ticks.setVisible(asks_papers and bool(view.papers))
        self.reason_field.setVisible(approves or way is not None)
        self.reason_field.clear_error()
        self.reason_field.dress(usual=way is None, can_return=Action.RETURN in view.actions)
        self._fault.clear()
        self._fault.hide()

    def decision(self, view: RequestView, way: Way | None) -> Decision | None:
        """What was decided, as written; None when the date of the paper cannot be read, which is said."""
        day: date | None = None
        if view.on_paper:
            try:
                value = PAPER_DATE.parse(self.paper.typed().get(PAPER_DATE.code, ""), self._today())
            except Refused as refusal:
                self.show_faults((refusal.fault.at(PAPER_DATE.code),))
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
            self.target.return_to(),
            self.target.target(),
        )

    def typed(self, stage: str) -> Typed:
        """Everything that stands there, so that it can be put back."""
        return Typed(stage, self.form.everything(), self.paper.everything(), self.reason.toPlainText())

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Say each fault at its field and put the cursor into the first."""
        places: dict[str, Field] = {"alasan": self.reason_field, **self.target.places()}
        for form in (self.paper, self.form):
            places |= {form.place(code): one for code, one in form.fields.items()}
        elsewhere = say_at(places, faults)
        self._fault.setText(elsewhere)
        self._fault.setVisible(bool(elsewhere))
        self.form.updateGeometry()
        self.paper.updateGeometry()
        first = next((place for place in places if any(f.place == place for f in faults)), "")
        if first:
            places[first].focus()
