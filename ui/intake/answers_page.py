"""The service's own questions; those that depend on an answer appear and vanish with it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.conditions import applies
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import ChoiceField, FieldDef, TextField, YesNoField
from dinsos_desk.usecases.intake.drafts import Checked
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.form_grid import FormGrid, span_of
from ui.intake.page import WizardPage
from ui.intake.place_helper import offer_towns
from ui.widgets.choice_editors import make_field
from ui.widgets.field import Field

PLACE = "isian"


class AnswersPage(WizardPage):
    """Writes the answers."""

    def __init__(self, context: Context, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(context, model, "Isian layanan", parent)
        self._visible: tuple[str, ...] = ()
        self.grid = FormGrid(context.theme)
        self.body.addWidget(self.grid)
        self._fields = {definition.code: self._make(definition) for definition in model.service.fields}

    def fields(self) -> Mapping[str, Field]:
        return {f"{PLACE}.{code}": self._fields[code] for code in self._visible}

    def own_faults(self, checked: Checked) -> tuple[Fault, ...]:
        return tuple(f for f in checked.faults if f.place.startswith(f"{PLACE}."))

    def begin(self) -> None:
        empty = (code for code in self._visible if not self._fields[code].editor.text().strip())
        first = next(empty, self._visible[0] if self._visible else "")
        if first:
            self._fields[first].focus()

    def refresh(self, checked: Checked) -> None:
        facts = checked.application.facts(self.context.desk.now().date())
        visible = tuple(d.code for d in self.model.service.fields if applies(d.when, facts))
        if visible != self._visible:
            self._visible = visible
            self.grid.lay(
                [(self._fields[code], span_of(self._fields[code].editor.field)) for code in visible]
            )
        super().refresh(checked)

    def _decided(self, definition: FieldDef, text: str) -> None:
        """A whole choice was made: what it brings up stands there before the cursor goes on to it."""
        codes = [choice.code for choice in definition.choices] if isinstance(definition, ChoiceField) else ()
        if text in codes or isinstance(definition, YesNoField):
            self.left_field.emit()

    def _make(self, definition: FieldDef) -> Field:
        code = definition.code
        field = make_field(definition, lambda: self.context.desk.now().date())
        field.setParent(self.grid)
        field.hide()
        field.editor.set_text(self.model.draft.answers.get(code, ""))
        field.editor.changed.connect(lambda text: self.model.set_answer(code, text))
        if isinstance(definition, ChoiceField | YesNoField):
            field.editor.changed.connect(lambda text: self._decided(definition, text))
        if isinstance(definition, TextField) and _asks_for_town(definition):
            offer_towns(self.context, field)
        field.editor.left.connect(lambda: self.touch(f"{PLACE}.{code}"))
        return field


def _asks_for_town(definition: TextField) -> bool:
    """Whether its label or its help says that a kabupaten or kota is to be written."""
    said = f"{definition.label} {definition.help}".casefold()
    return not definition.suggestions and "kabupaten/kota" in said
