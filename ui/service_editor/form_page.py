"""A part of the editor that is one form."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.labels import split_key
from dinsos_desk.catalog.problems import Problem
from ui.service_editor.content import Steps
from ui.service_editor.item_form import ItemForm
from ui.service_editor.page import Bench, EditorPage
from ui.service_editor.spec import FormField, ListSpec, PartSpec
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, column, text_label


def inner_list(field: FormField, base: Steps) -> tuple[ListSpec, Steps]:
    """The list behind a question, and its place."""
    assert field.inner is not None
    return field.inner, (*base, *field.steps)


class FormPage(EditorPage):
    """A card with the questions of the part."""

    def __init__(self, bench: Bench, spec: PartSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.form = ItemForm(bench, spec.fields)
        self.form.sublist_wanted.connect(lambda field: self.inner_wanted.emit(*inner_list(field, spec.base)))
        card = Card(spec.name, name="penyunting_formulir")
        card.body.addWidget(text_label(spec.help, "muted", wrap=True))
        held = QWidget()
        held.setLayout(column(self.form, STRETCH, margins=(0, 0, bench.theme.px(6), 0)))
        self.scroll = FormScroll(held, name="penyunting_gulir")
        card.body.addWidget(self.scroll)
        card.body.setStretch(1, 1)
        self.setLayout(column(card))
        self.form.bind(spec.base)

    def refresh(self) -> None:
        self.form.refresh(choices=True)

    def follow(self) -> None:
        self.form.refresh()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        own = {field.key.split(".")[0] for field in self.spec.fields}
        base = self.spec.base
        mine = [p for p in problems if base or (split_key(p.key)[:1] or ("",))[0] in own]
        self.form.show_problems(mine)

    def reveal(self, key: str) -> tuple[ListSpec, Steps] | None:
        self.scroll.reveal(self.form.reveal(key))
        steps, base = split_key(key), self.spec.base
        for field in self.spec.fields:
            inside = (*base, *field.steps)
            if field.inner is not None and steps[: len(inside)] == inside and len(steps) > len(inside):
                return inner_list(field, base)
        return None

    def start(self) -> None:
        self.form.start()
