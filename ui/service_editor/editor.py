"""The editor of one service: its parts at the left, the form of one part, what is wrong at the right."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.catalog.labels import split_key
from dinsos_desk.catalog.problems import Problem
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.services.drafts import ORIGIN_NAMES, DraftView
from dinsos_desk.usecases.templates.stock import TemplateRow
from ui.context import Context
from ui.intake.keys import RoomKeyButton
from ui.service_editor.checker import Checker
from ui.service_editor.content import ABSENT
from ui.service_editor.draft import EditorDraft
from ui.service_editor.keeper import ServiceKeeper
from ui.service_editor.page import Bench
from ui.service_editor.part_view import PartView
from ui.service_editor.parts_list import PartsList
from ui.service_editor.problem_panel import ProblemPanel
from ui.service_editor.spec import PartSpec, World
from ui.service_editor.specs import PARTS
from ui.service_editor.template_desk import TemplateDesk
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import column, restyle, row, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.telling import say_failure

_NARROW = 960
_UNKNOWN_PART = "layanan_bagian_asing"
_UNDO = "Urungkan (Ctrl+Z)"
_REMOVE = "Hapus bagian itu"


class ServiceEditor(QWidget):
    """Everything typed is kept by itself; it asks for trying out, publishing and leaving by signal."""

    leave_wanted = Signal()
    try_wanted = Signal()
    publish_wanted = Signal()

    def __init__(
        self, context: Context, view: DraftView, world: World, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("penyunting_layanan")
        self.context, self.view = context, view
        theme = context.theme
        self.draft = EditorDraft(view.code, view.content, self)
        self.keeper = ServiceKeeper(context, self.draft, self)
        self.checker = Checker(context, self.draft, self)
        self.templates = TemplateDesk(context, self.draft, self)
        self._bench = Bench(theme, self.draft, world, self.templates)
        self._views: dict[str, PartView] = {}
        self._wrong: Problem | None = None
        self.header = PageHeader(" ")
        self.kept = text_label("", "small")
        self.kept.setObjectName("konsep_tersimpan")
        self.leave = RoomKeyButton("Kembali", "Esc", name="penyunting_keluar")
        self.wrong = KeyButton("Pemeriksaan", "Alt+P", name="penyunting_pemeriksaan")
        self.try_out = KeyButton("Uji coba", "F9", name="penyunting_uji_coba")
        self.publish = KeyButton("Terbitkan", "Ctrl+Return", ButtonKind.PRIMARY, name="penyunting_terbitkan")
        self.publish.setEnabled(False)
        for widget in (self.kept, self.leave, self.wrong, self.try_out, self.publish):
            self.header.add_action(widget)
        self.banner = Banner(theme, name="penyunting_kabar")
        self.parts = PartsList(theme)
        self.parts.setFixedWidth(theme.px(202))
        self.stack = QStackedWidget()
        self.panel = ProblemPanel(theme)
        self.panel.setFixedWidth(theme.px(250))
        body = row(self.parts, self.stack, self.panel, spacing=12)
        body.setStretch(1, 1)
        whole = column(self.header, self.banner, body, spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._narrow = False
        self._connect()
        self._add_keys()
        self._say_what()
        self.parts.choose_row(0)
        if view.saved_at is not None:
            self._say_kept(view.saved_at)
        self.checker.check()

    @property
    def part(self) -> PartView:
        """The part that is shown."""
        widget = self.stack.currentWidget()
        assert isinstance(widget, PartView)
        return widget

    def start(self) -> None:
        """Put the cursor where work begins."""
        self.parts.setFocus()

    def step_back(self) -> bool:
        """Esc: out of an inner list, else out of the editor."""
        if not self.part.close_inner():
            self.leave_wanted.emit()
        return True

    def jump(self, problem: Problem) -> None:
        """Go to the part, the row and the question of a problem."""
        self.parts.choose(problem.part)
        self.part.reveal(problem.key)
        self._wrong = problem if problem.fault.code == _UNKNOWN_PART else None
        if self._wrong is not None:
            self.banner.say(Tone.WARN, fault_sentence(problem.fault), _REMOVE)

    def undo(self) -> None:
        """Take the last change back and show where it was."""
        change = self.draft.undo()
        self.banner.clear()
        if change is None or not change.steps:
            return
        key = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in change.steps).lstrip(".")
        part = next((p for p in PARTS if _holds(p, str(change.steps[0]))), None)
        if part is not None:
            self.parts.choose(part.name)
            self.part.reveal(key)

    def say_failure(self, error: Exception) -> None:
        """Say what could not be done."""
        say_failure(self.context, self.banner, error)

    def can_publish(self) -> bool:
        """Whether nothing that is known to be wrong stands in the way."""
        return self.checker.is_current and not any(p.blocking for p in self.checker.problems)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keeper.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.context.theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.panel.setVisible(not narrow)
            self.parts.show()

    def _connect(self) -> None:
        self.draft.changed.connect(self._follow)
        self.draft.reshaped.connect(self._reshape)
        self.draft.told.connect(lambda words: self.banner.say(Tone.OK, words, _UNDO))
        self.banner.link_clicked.connect(self._follow_link)
        self.keeper.saved.connect(self._say_kept)
        self.keeper.failed.connect(self._say_not_kept)
        self.checker.found.connect(self._show_problems)
        self.checker.failed.connect(self.say_failure)
        self.parts.part_chosen.connect(self._turn)
        self.panel.chosen.connect(self._jump_from_panel)
        self.wrong.clicked.connect(self._go_to_panel)
        self.leave.clicked.connect(self.leave_wanted)
        self.try_out.clicked.connect(self.try_wanted)
        self.publish.clicked.connect(self.publish_wanted)
        self.templates.told.connect(lambda tone, words: self.banner.say(tone, words))
        self.templates.added.connect(self._know_templates)
        self.templates.refused.connect(self.say_failure)

    def _know_templates(self, rows: tuple[TemplateRow, ...]) -> None:
        self._bench.world = replace(self._bench.world, templates=rows)
        self.part.refresh()
        self.checker.check()

    def _add_keys(self) -> None:
        for keys, action in (
            ("Ctrl+PgUp", lambda: self.parts.step(-1)),
            ("Ctrl+PgDown", lambda: self.parts.step(1)),
            ("Ctrl+Z", self.undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _turn(self, name: str) -> None:
        self.draft.settle()
        known = self._views.get(name)
        if known is None:
            spec = next(part for part in PARTS if part.name == name)
            known = self._views[name] = PartView(self._bench, spec)
            self.stack.addWidget(known)
        else:
            known.refresh()
        known.show_problems(self.checker.problems)
        self.stack.setCurrentWidget(known)

    def _follow(self) -> None:
        self.part.follow()
        if self.banner.link.text().startswith(_UNDO):
            self.banner.clear()
        self._say_what()
        self.publish.setEnabled(False)

    def _reshape(self) -> None:
        self.part.refresh()
        self._say_what()
        self.publish.setEnabled(False)

    def _follow_link(self) -> None:
        wrong, self._wrong = self._wrong, None
        if wrong is None:
            self.undo()
            return
        self.draft.set(split_key(wrong.key), ABSENT)
        self.draft.reshaped.emit()
        self.banner.clear()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.parts.show_problems(problems)
        self.panel.show_problems(problems)
        self.part.show_problems(problems)
        blocking = sum(problem.blocking for problem in problems)
        self.wrong.set_label(f"Pemeriksaan ({blocking})" if blocking else "Pemeriksaan")
        self.publish.setEnabled(not blocking)
        self.publish.setToolTip("Selesaikan dahulu yang masih salah." if blocking else "")

    def _jump_from_panel(self, problem: Problem) -> None:
        if self._narrow:
            self._show_panel(False)
        self.jump(problem)

    def _go_to_panel(self) -> None:
        if self._narrow:
            self._show_panel(self.panel.isHidden())
        if self.panel.isVisible():
            self.panel.start()

    def _show_panel(self, shown: bool) -> None:
        for part, there in sorted(((self.panel, shown), (self.parts, not shown)), key=lambda pair: pair[1]):
            part.setVisible(there)

    def _say_what(self) -> None:
        name = self.draft.content.get("name")
        self.header.set_title(str(name) if name else "Layanan belum bernama")
        kept = " · konsep, belum terbit" if self.draft.can_undo or self.view.saved_at is not None else ""
        self.header.set_subtitle(f"{ORIGIN_NAMES[self.view.origin]}{kept}")

    def _say_kept(self, moment: datetime) -> None:
        restyle(self.kept, "role", "small")
        self._say_state(f"Tersimpan {moment:%H.%M}")

    def _say_state(self, words: str) -> None:
        self.kept.setText(words)
        self.kept.setFixedWidth(self.kept.fontMetrics().horizontalAdvance(words) + 4)

    def _say_not_kept(self, error: Exception) -> None:
        restyle(self.kept, "role", "error")
        self._say_state("Belum tersimpan")
        self.say_failure(error)


def _holds(part: PartSpec, key: str) -> bool:
    """Whether a part of the editor shows a key of the file."""
    first = (part.base or (part.listed.steps if part.listed else ()))[:1]
    return first == (key,) or any(field.key == key for field in part.fields)
