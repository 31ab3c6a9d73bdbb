"""One part of the editor: its page, and the pages of inner lists that are opened above it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.catalog.labels import called
from dinsos_desk.catalog.problems import Problem
from ui.service_editor.content import Steps, at
from ui.service_editor.form_page import FormPage
from ui.service_editor.list_page import ListPage
from ui.service_editor.page import Bench, EditorPage
from ui.service_editor.spec import ListSpec, PartSpec
from ui.widgets.buttons import KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row

_DEEPEST = 6


class PartView(QWidget):
    """``back`` leaves the innermost list; the way there stands above it."""

    turned = Signal()
    """Another page is shown."""

    def __init__(self, bench: Bench, spec: PartSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._bench = bench
        self._problems: tuple[Problem, ...] = ()
        self.setObjectName("penyunting_isi")
        self.back = KeyButton("Kembali", "Alt+Left", name="penyunting_naik")
        self.back.clicked.connect(self.close_inner)
        self._way = ElidedLabel("", "strong")
        self._head = QWidget()
        head = row(self.back, self._way, spacing=12)
        head.setStretch(1, 1)
        self._head.setLayout(head)
        self.stack = QStackedWidget()
        whole = column(self._head, self.stack, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._add(self._first_page())

    @property
    def page(self) -> EditorPage:
        """The page that is shown."""
        widget = self.stack.currentWidget()
        assert isinstance(widget, EditorPage)
        return widget

    def refresh(self) -> None:
        """Lists changed: pages of what is gone close, the others show the draft anew."""
        while self.stack.count() > 1 and not self.page.is_there():
            self._drop_last()
        for place in range(self.stack.count()):
            page = self.stack.widget(place)
            assert isinstance(page, EditorPage)
            page.refresh()
        self._say_way()

    def follow(self) -> None:
        """Something was typed."""
        self.page.follow()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong in this part."""
        self._problems = tuple(problems)
        for place in range(self.stack.count()):
            page = self.stack.widget(place)
            assert isinstance(page, EditorPage)
            page.show_problems(self._problems)

    def reveal(self, key: str) -> None:
        """Go to the row and the question that a key names, however deep."""
        while self.stack.count() > 1:
            self._drop_last()
        for _ in range(_DEEPEST):
            inner = self.page.reveal(key)
            if inner is None:
                return
            self.open_inner(*inner)

    def open_inner(self, spec: ListSpec, steps: Steps) -> None:
        """Show an inner list."""
        self._bench.draft.settle()
        self._add(ListPage(self._bench, spec, steps, spec.help))
        self.page.start()

    def close_inner(self) -> bool:
        """Leave the innermost list; False when none is open."""
        if self.stack.count() < 2:
            return False
        self._bench.draft.settle()
        page = self.page
        came_from = page.steps if isinstance(page, ListPage) else ()
        self._drop_last()
        self.page.refresh()
        self.page.reveal(_key(came_from))
        return True

    def _first_page(self) -> EditorPage:
        spec, bench = self.spec, self._bench
        if spec.listed is None:
            return FormPage(bench, spec)
        return ListPage(bench, spec.listed, spec.listed.steps, spec.help, spec.fields)

    def _add(self, page: EditorPage) -> None:
        page.inner_wanted.connect(self.open_inner)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.show_problems(self._problems)
        self._say_way()
        self.turned.emit()

    def _drop_last(self) -> None:
        page = self.page
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._say_way()

    def _say_way(self) -> None:
        self._head.setVisible(self.stack.count() > 1)
        if self.stack.count() < 2:
            return
        words = [self.spec.name]
        for place in range(1, self.stack.count()):
            page = self.stack.widget(place)
            if isinstance(page, ListPage):
                above = at(self._bench.draft.content, page.steps[:-1])
                if isinstance(page.steps[-2] if len(page.steps) > 1 else "", int):
                    words.append(called(above) or "belum bernama")
                words.append(page.spec.title)
        self._way.setText(" › ".join(words))


def _key(steps: Steps) -> str:
    """Steps as a dotted key."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.lstrip(".")
