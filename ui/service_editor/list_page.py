"""A list of the draft: a table that is added to, reordered and thinned, and the form of the chosen thing."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.catalog.edits import reordered_steps
from dinsos_desk.catalog.labels import split_key
from dinsos_desk.catalog.problems import Problem
from dinsos_desk.messages import fault_sentence
from ui.models.rows_model import RowsModel
from ui.service_editor.content import ABSENT, Steps
from ui.service_editor.form_page import inner_list
from ui.service_editor.item_form import ItemForm
from ui.service_editor.list_tools import ListTools
from ui.service_editor.order_table import ItemRow, OrderTable, item_columns
from ui.service_editor.page import Bench, EditorPage
from ui.service_editor.spec import FormField, ListSpec
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, column, text_label


class ListPage(EditorPage):
    """``fields``: questions above the list that belong to the part as a whole."""

    def __init__(
        self,
        bench: Bench,
        spec: ListSpec,
        steps: Steps,
        help_text: str = "",
        fields: Sequence[FormField] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec, self.steps = spec, steps
        self._bench, self._draft = bench, bench.draft
        self._problems: tuple[Problem, ...] = ()
        self._picked = False
        theme = bench.theme
        self.head = ItemForm(bench, fields) if fields else None
        columns = item_columns(self._heading(), spec.detail_title)
        self.model: RowsModel[ItemRow] = RowsModel(columns, (), lambda line: line.number, self)
        self.table = OrderTable(theme, name=f"penyunting_{spec.key.replace('.', '_')}", label=spec.title)
        self.table.set_model(self.model, columns)
        self.table.set_empty(spec.icon, spec.empty or f"Belum ada {spec.noun}.", f"Tambah {spec.noun}")
        self.tools = ListTools(theme)
        self.form = ItemForm(bench, spec.fields, named=spec.named)
        self.fault = text_label("", "error", wrap=True)
        self.fault.setObjectName("salah_daftar")
        self.fault.hide()
        self._connect()
        self._lay_out(help_text)
        if self.head is not None:
            self.head.bind(())
        self.form.bind(None)
        self._show_rows()
        self.choose(0)

    def choose(self, place: int) -> None:
        """Put the cursor on a row; the form follows."""
        self.table.choose_row(place)
        self._show_chosen()

    def place(self) -> int:
        """The number of the chosen row, -1 for none."""
        chosen = self.table.current_row()
        return chosen.number if chosen is not None else -1

    def refresh(self) -> None:
        place = self.place()
        self._show_rows()
        if self.head is not None:
            self.head.refresh(choices=True)
        rows = self.model.rowCount()
        if rows and not 0 <= place < rows:
            self.table.choose_row(min(max(place, 0), rows - 1))
        self._show_chosen()

    def follow(self) -> None:
        self._show_rows()
        if self.head is not None:
            self.head.refresh(choices=True)
        self.form.refresh()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = tuple(problems)
        self._show_rows()
        self._say_problems()

    def reveal(self, key: str) -> tuple[ListSpec, Steps] | None:
        steps, depth = split_key(key), len(self.steps)
        if steps[:depth] != self.steps:
            if self.head is not None:
                self.head.reveal(key)
            return None
        if len(steps) == depth or not isinstance(steps[depth], int):
            self.table.setFocus()
            return None
        self.choose(steps[depth])
        self.scroll.reveal(self.form.reveal(key))
        own = steps[depth + 1 :]
        for field in self.spec.fields:
            inside = own[: len(field.steps)] == field.steps and len(own) > len(field.steps)
            if field.inner is not None and inside:
                return inner_list(field, (*self.steps, steps[depth]))
        return None

    def start(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
        else:
            self.tools.add.setFocus()

    def is_there(self) -> bool:
        above = self.steps[:-1]
        return not above or self._draft.at(above) is not ABSENT

    def begin_item(self) -> None:
        """Add a thing, with the cursor in its first question.

        It comes last, or behind the row that somebody went to.
        """
        place = self.place() + 1 if self._picked and self.place() >= 0 else None
        if self.spec.renumbers:
            place = self._insert_step(place)
        else:
            place = self._draft.add(self.steps, self.spec.begins, self._noun(), place)
        self.choose(place)
        self.scroll.verticalScrollBar().setValue(0)
        self.form.start()

    def copy_item(self) -> None:
        """Put a copy behind the chosen thing."""
        place = self.place()
        if place < 0:
            return
        if self.spec.renumbers:
            item = self._draft.listed(self.steps)[place]
            copied = self._insert_step(place + 1)
            self._draft.set((*self.steps, copied), item)
            self.refresh()
        else:
            words = f"{self._noun()} “{self._name(place)}” disalin."
            copied = self._draft.copy(self.steps, place, self._name(place, ""), words)
        self.choose(copied)
        self.table.setFocus()

    def remove_item(self) -> None:
        """Take the chosen thing away; the undo is offered."""
        place = self.place()
        if place < 0:
            return
        words = f"{self._noun()} “{self._name(place)}” dihapus."
        if self.spec.renumbers:
            order = [number for number in self._numbers() if number != place + 1]
            self._draft.replace(reordered_steps(self._draft.content, order), self.steps, words)
        else:
            self._draft.remove(self.steps, place, words)
        self.choose(min(place, self.model.rowCount() - 1))
        self.table.setFocus()

    def move_item(self, start: int, to: int) -> None:
        """Put a thing elsewhere in the order."""
        if not (0 <= start < self.model.rowCount() and 0 <= to < self.model.rowCount()):
            return
        if self.spec.renumbers:
            order = self._numbers()
            order.insert(to, order.pop(start))
            self._draft.replace(reordered_steps(self._draft.content, order), self.steps)
        else:
            self._draft.move(self.steps, start, to)
        self.choose(to)

    def _numbers(self) -> list[int]:
        return list(range(1, len(self._draft.listed(self.steps)) + 1))

    def _insert_step(self, place: int | None) -> int:
        order = self._numbers()
        at = len(order) if place is None else place
        order.insert(at, 0)
        words = f"{self._noun()} ditambahkan."
        self._draft.replace(reordered_steps(self._draft.content, order), self.steps, words, (*self.steps, at))
        return at

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._chosen)
        self.table.move_wanted.connect(self.move_item)
        self.table.remove_wanted.connect(self.remove_item)
        self.table.add_wanted.connect(self.begin_item)
        self.table.empty_action.connect(self.begin_item)
        self.table.form_wanted.connect(self.form.start)
        self.tools.add.clicked.connect(self.begin_item)
        self.tools.copy.clicked.connect(self.copy_item)
        self.tools.remove.clicked.connect(self.remove_item)
        self.tools.move_wanted.connect(lambda step: self.move_item(self.place(), self.place() + step))
        self.form.sublist_wanted.connect(
            lambda field: self.inner_wanted.emit(*inner_list(field, (*self.steps, self.place())))
        )

    def _lay_out(self, help_text: str) -> None:
        theme = self._bench.theme
        card = Card(self.spec.title, name="penyunting_daftar")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if help_text:
            card.body.addWidget(text_label(help_text, "muted", wrap=True))
        if self.head is not None:
            card.body.addWidget(self.head)
        card.body.addWidget(self.fault)
        card.body.addWidget(self.table)
        card.body.addWidget(self.tools)
        held = QWidget()
        held.setLayout(column(self.form, STRETCH, margins=(0, 0, theme.px(6), 0)))
        self.scroll = FormScroll(held, name="penyunting_gulir")
        self.form_card = Card(name="penyunting_formulir")
        self.form_card.body.addWidget(self.scroll)
        whole = column(card, self.form_card, spacing=12)
        whole.addStretch(0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_table()

    def _fit_table(self) -> None:
        """As many rows as there are, as long as the form keeps most of the room."""
        px, height = self._bench.theme.px, self.height()
        most = 3 if height < px(520) else 6 if height < px(760) else 11
        rows = min(max(self.model.rowCount() or 5, 3), most)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + rows * self.table.verticalHeader().defaultSectionSize() + 4)

    def _chosen(self, chosen: ItemRow | None) -> None:
        bound = self.form.steps
        if chosen is None or bound != (*self.steps, chosen.number):
            self._picked = self._picked or self.table.hasFocus()
            if chosen is not None and not self._draft.is_fresh((*self.steps, chosen.number)):
                self._draft.settle()
            self._show_chosen()

    def _show_chosen(self) -> None:
        place, rows = self.place(), self.model.rowCount()
        there = 0 <= place < rows
        self.form.bind((*self.steps, place) if there else None)
        self.form_card.setVisible(there)
        self._fit_table()
        self.tools.follow(place, rows)
        self._say_problems()

    def _say_problems(self) -> None:
        steps = self.form.steps
        fresh = steps is not None and self._draft.is_fresh(steps)
        self.form.show_problems(() if fresh else self._problems)
        if self.head is not None:
            self.head.show_problems([p for p in self._problems if p.key in self.head.keys])
        whole = [p for p in self._problems if p.blocking and p.key and self._is_above(split_key(p.key))]
        self.fault.setText(" ".join(fault_sentence(p.fault) for p in whole))
        self.fault.setVisible(bool(whole))

    def _is_above(self, steps: Steps) -> bool:
        """Whether a place is this list or what it stands in."""
        return steps == self.steps[: len(steps)] and not isinstance(steps[-1], int)

    def _show_rows(self) -> None:
        items, counts = self._draft.listed(self.steps), self._counts()
        self.model.set_rows(
            ItemRow(place, self._name(place), self._detail(item), *counts.get(place, (0, 0)))
            for place, item in enumerate(items)
        )

    def _counts(self) -> dict[int, tuple[int, int]]:
        """How much is wrong and doubtful at each row."""
        counts: dict[int, tuple[int, int]] = {}
        depth = len(self.steps)
        for problem in self._problems:
            steps = split_key(problem.key)
            if steps[:depth] == self.steps and len(steps) > depth and isinstance(steps[depth], int):
                wrong, doubtful = counts.get(steps[depth], (0, 0))
                counts[steps[depth]] = (wrong + problem.blocking, doubtful + (not problem.blocking))
        return counts

    def _detail(self, item: Any) -> str:
        return self.spec.detail(item, self._draft.content) if isinstance(item, Mapping) else ""

    def _name(self, place: int, nameless: str = "belum diisi") -> str:
        items = self._draft.listed(self.steps)
        item = items[place] if 0 <= place < len(items) else ""
        name = item.get(self.spec.named, "") if isinstance(item, Mapping) else item
        words = " ".join(str(name or "").split())
        return words or nameless

    def _noun(self) -> str:
        return self.spec.noun[:1].upper() + self.spec.noun[1:]

    def _heading(self) -> str:
        return next((f.label for f in self.spec.fields if f.key == self.spec.named), self.spec.title)
