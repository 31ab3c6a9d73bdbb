"""The checklist of papers, worked through with four letters and the arrow keys."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.checklist import PaperState
from dinsos_desk.domain.faults import Fault
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.intake.drafts import Checked
from ui.attachments.papers import PaperShelves
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.page import WizardPage
from ui.intake.paper_row import PaperRow
from ui.models.columns import BadgeSpec
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import laid_out_once, row, text_label

_NARROW = 620
_HINT = "A ada · T tidak ada · M menyusul · B tidak berlaku · panah pindah baris · F6 lampiran"


class PapersPage(WizardPage):
    """Writes the papers. ``asked_for``: texts of papers that were named when the application came back."""

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        asked_for: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, model, "Berkas persyaratan", parent)
        self.counter = Badge(context.theme, BadgeSpec("", Tone.WARN, "file-document-outline"))
        self.all_there = KeyButton("Semua ada", "", name="semua_ada")
        self.all_there.setText("Semua ada   Ctrl+A")
        self.all_there.clicked.connect(self.mark_all)
        every = QShortcut(QKeySequence("Ctrl+A"), self)
        every.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        every.activated.connect(self.mark_all)
        self.head.addWidget(self.counter)
        self.above.addLayout(row(text_label(_HINT, "small", wrap=True), self.all_there, spacing=12))
        self.above.itemAt(0).layout().setStretch(0, 1)
        self.body.setSpacing(8)
        self.rows: dict[str, PaperRow] = {}
        self._headings: list[tuple[str, QWidget]] = []
        self._shown: tuple[str, ...] = ()
        self._lacking: set[str] = set()
        self._asked_for = asked_for
        self.shelves = PaperShelves(context, model, self)
        self.shelves.counted.connect(self._show_clips)
        self.shelves.closed.connect(self._return_to)

    def pieces(self) -> Iterator[None]:
        group = ""
        for requirement in self.model.service.paper_requirements():
            if requirement.group and requirement.group != group:
                group = requirement.group
                heading = text_label(group, "strong", wrap=True)
                self._headings.append((group, heading))
                self.body.addWidget(heading)
            paper = PaperRow(self.context, self.model, requirement, requirement.text in self._asked_for)
            paper.go.connect(lambda step, code=requirement.code: self._go(code, step))
            paper.left.connect(lambda code=requirement.code: self.touch(f"berkas.{code}"))
            paper.entered.connect(lambda code=requirement.code: self._enter(code))
            paper.shelf_wanted.connect(lambda given, code=requirement.code: self.shelves.open(code, given))
            paper.hide()
            self.rows[requirement.code] = paper
            self.body.addWidget(paper)
            yield
        self.shelves.count()

    def own_faults(self, checked: Checked) -> tuple[Fault, ...]:
        return tuple(f for f in checked.faults if f.place.startswith("berkas."))

    def start(self) -> None:
        if not self._shown:
            return
        unseen = (code for code in self._shown if not self.model.paper(code).state)
        waiting = [c for c in self._shown if self.model.paper(c).state != PaperState.PRESENT.value]
        needed = (code for code in waiting if code in self._lacking)
        self.rows[next(unseen, next(needed, next(iter(waiting), self._shown[0])))].focus()

    def focus_place(self, place: str) -> None:
        code = place.partition(".")[2]
        if code in self.rows:
            self.rows[code].focus()
        else:
            self.start()

    def refresh(self, checked: Checked) -> None:
        facts = checked.application.facts(self.context.desk.now().date())
        requirements = [r for r in self.model.service.paper_requirements() if r.in_force(facts)]
        self._show([requirement.code for requirement in requirements])
        groups = {requirement.group for requirement in requirements}
        for group, heading in self._headings:
            heading.setVisible(group in groups)
        there = sum(self.model.paper(code).state == PaperState.PRESENT.value for code in self._shown)
        self._lacking = {requirement.code for requirement in checked.missing}
        tone = Tone.WARN if checked.missing else Tone.OK
        self.counter.set_badge(
            BadgeSpec(f"{there} dari {len(self._shown)} ada", tone, "file-document-outline")
        )
        super().refresh(checked)
        self._say_faults()

    def touch_all(self) -> bool:
        wrong = super().touch_all()
        self.touched |= {f"berkas.{code}" for code in self._shown}
        self._say_faults()
        return wrong

    def mark_all(self) -> None:
        """Every paper is there, those marked otherwise too."""
        for code in self._shown:
            self.rows[code].mark_present()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.context.theme.px(_NARROW)
        for paper in self.rows.values():
            paper.set_narrow(narrow)

    def _show(self, codes: list[str]) -> None:
        if tuple(codes) == self._shown:
            return
        self._shown = tuple(codes)
        with laid_out_once(self.inner):
            for code, paper in self.rows.items():
                paper.setVisible(code in codes)
                if code in codes:
                    paper.set_number(codes.index(code) + 1)

    def _say_faults(self) -> None:
        for code, paper in self.rows.items():
            wrong = [f for f in self._faults if f.place == f"berkas.{code}" and f.place in self.touched]
            paper.set_fault(" ".join(fault_sentence(fault) for fault in wrong))

    def _go(self, code: str, step: int) -> None:
        if code not in self._shown:
            return
        place = self._shown.index(code) + step
        if place >= len(self._shown):
            self.ready.emit()
        elif place >= 0:
            self.rows[self._shown[place]].focus()

    def _enter(self, code: str) -> None:
        self.scroll.ensureWidgetVisible(self.rows[code], 0, self.context.theme.px(24))

    def _show_clips(self, counts: Mapping[str, int]) -> None:
        for code, paper in self.rows.items():
            paper.clip.set_count(counts.get(code, 0))

    def _return_to(self, code: str, more: bool) -> None:
        """A paper nobody had judged yet is there once its scan is."""
        if code not in self._shown:
            return
        if more:
            self.rows[code].mark_scanned()
        self.rows[code].focus()
