"""What one application is made of, a card for each part."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QProgressBar, QWidget

from dinsos_desk.domain.checklist import Need, PaperState
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.domain.rules import Verdict
from dinsos_desk.usecases.requests.lines import Line
from dinsos_desk.usecases.requests.shown import HistoryView, PartyView, RequestView, RuleView
from ui.models.columns import BadgeSpec
from ui.requests.time_left import time_left
from ui.requests.words import moment_words, status_of
from ui.theme import Theme, Tone
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.layouts import FlowLayout, clear_layout, column, restyle, row, text_label
from ui.widgets.rows_table import RowsTable

_PAPER_LOOKS = {
    PaperState.PRESENT: ("check-circle-outline", Tone.OK),
    PaperState.ABSENT: ("close-circle-outline", Tone.BAD),
    PaperState.FOLLOWS: ("clock-outline", Tone.WARN),
    PaperState.NOT_APPLICABLE: ("minus-circle-outline", Tone.NEUTRAL),
    None: ("help-circle-outline", Tone.NEUTRAL),
}
_EXCEPTED = BadgeSpec("Dikecualikan", Tone.INFO, "shield-check-outline")
_VERDICTS = {
    Verdict.ELIGIBLE: BadgeSpec("Layak", Tone.OK, "check-circle-outline"),
    Verdict.ATTENTION: BadgeSpec("Perlu perhatian", Tone.WARN, "alert-outline"),
    Verdict.INELIGIBLE: BadgeSpec("Tidak memenuhi", Tone.BAD, "close-circle-outline"),
    Verdict.UNKNOWN: BadgeSpec("Belum diketahui", Tone.NEUTRAL, "help-circle-outline"),
}


def papers_badge(view: RequestView) -> BadgeSpec:
    """How many of the papers that are asked for are there."""
    asked = [p for p in view.papers if p.need is not Need.IF_ANY or p.state is PaperState.PRESENT]
    there = sum(not p.is_missing for p in asked)
    whole = there == len(asked)
    icon = "check-circle-outline" if whole else "file-alert-outline"
    return BadgeSpec(f"{there} dari {len(asked)} berkas", Tone.OK if whole else Tone.WARN, icon)


class FactsCard(Card):
    """Which service, where it stands, and how much of the promised time has run."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name="kartu_pokok", padding=14, parent=parent)
        self._theme = theme
        self.about = text_label("", "section", wrap=True)
        self._badges = FlowLayout(spacing=6)
        self._time = text_label("", "muted", wrap=True)
        self._time.setObjectName("sisa_waktu")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Waktu layanan yang sudah berjalan")
        self.body.addLayout(column(self.about, self._badges, self._time, self.bar, spacing=6))

    def show_case(self, view: RequestView, hours: OfficeHours, now: datetime) -> None:
        """Show an application as it stands now."""
        self.about.setText(f"{view.service.short_name} · {view.row.receipt}")
        self.about.setToolTip(view.service.name)
        self.setAccessibleName(self.about.text())
        clear_layout(self._badges)
        self._badges.addWidget(Badge(self._theme, status_of(view.row, now).badge()))
        if view.papers:
            self._badges.addWidget(Badge(self._theme, papers_badge(view)))
        left = time_left(view.row, view.service.time_limit, hours, now, view.paused_at)
        self._time.setText(left.words)
        self._time.setToolTip(left.detail)
        self.bar.setVisible(left.part is not None)
        self.bar.setUpdatesEnabled(False)
        self.bar.setValue(round((left.part or 0) * 1000))
        self.bar.setUpdatesEnabled(True)
        restyle(self.bar, "tone", left.tone.value if left.tone else "")


class ChecklistCard(Card):
    """Every paper with its state, the missing ones marked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Berkas", name="kartu_berkas", parent=parent)
        self._theme = theme
        self._lines = column(spacing=6)
        self.body.addLayout(self._lines)

    def show_view(self, view: RequestView) -> None:
        """Show the papers of an application."""
        clear_layout(self._lines)
        group = ""
        for paper in view.papers:
            if paper.group and paper.group != group:
                group = paper.group
                self._lines.addWidget(text_label(group, "strong", wrap=True))
            allowed = paper.state is PaperState.ABSENT and not paper.is_missing
            icon, tone = _PAPER_LOOKS[PaperState.NOT_APPLICABLE if allowed else paper.state]
            detail = f"{paper.detail.rstrip('.')} · masih kurang" if paper.is_missing else paper.detail
            role = "error" if paper.is_missing else "small"
            words = column(text_label(paper.text, wrap=True), text_label(detail, role, wrap=True), spacing=0)
            self._lines.addLayout(_with_icon(self._theme, icon, tone, words))
        if not view.papers:
            self._lines.addWidget(text_label("Layanan ini tidak meminta berkas.", "muted", wrap=True))


class HistoryCard(Card):
    """Perjalanan: who did what when, and why; the open stage last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Perjalanan", name="kartu_perjalanan", padding=14, parent=parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_view(self, view: RequestView, now: datetime) -> None:
        """Show the history of an application, oldest first."""
        clear_layout(self._grid)
        entries = [(s.at, f"{s.who} · {s.stage}", history_lines(s)) for s in view.history]
        entries += [(note.at, note.who, note.lines) for note in view.notes]
        for number, (at, who, lines) in enumerate(sorted(entries, key=lambda entry: entry[0])):
            self._add(number, _when(at, now), who, lines)
        if view.row.finished_at is None or view.row.state is RequestState.READY:
            waits = view.stage.post or view.stage.name
            for_papers = view.row.state is RequestState.INCOMPLETE
            what = "menunggu berkas dari pemohon" if for_papers else "menunggu keputusan"
            self._add(len(entries), "sekarang", waits, (what,))

    def _add(self, place: int, when: str, who: str, lines: Sequence[str]) -> None:
        moment = text_label(when, "small")
        moment.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = [text_label(who, "strong", wrap=True)]
        words += [text_label(line, "muted", wrap=True) for line in lines]
        self._grid.addWidget(moment, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(column(*words, spacing=1), place, 1)


def _when(moment: datetime, now: datetime) -> str:
    if moment.date() == now.date():
        return f"{moment:%H.%M}"
    return "\n".join(moment_words(moment, now).rsplit(" ", 1))


def history_lines(step: HistoryView) -> tuple[str, ...]:
    """What a step says under its name: what was done, why, what was written down, which papers."""
    lines = [step.what]
    if step.reason:
        lines.append(f"“{step.reason}”")
    lines += [f"{record.label}: {record.text}" for record in step.records]
    if step.faulty:
        lines.append(f"Berkas: {'; '.join(step.faulty)}")
    if step.on_paper is not None:
        lines.append(f"Di kertas {format_date(step.on_paper)}, dibawa {step.carried_by}")
    return tuple(lines)


class PartyCard(Card):
    """One person or institution; the NIK stays masked."""

    def __init__(self, party: PartyView, parent: QWidget | None = None) -> None:
        super().__init__(party.label, name=f"kartu_pihak_{party.code}", parent=parent)
        name = text_label(party.name, "strong", wrap=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(name)
        nik = (Line("NIK", party.masked_nik),) if party.masked_nik else ()
        self.body.addLayout(lines_grid((*nik, *party.lines)))


class LinesCard(Card):
    """Labels with their values."""

    def __init__(self, title: str, name: str, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(title, name=name, parent=parent)
        self.body.addLayout(lines_grid(lines))


def rules_to_show(view: RequestView) -> tuple[RuleView, ...]:
    """Every rule that blocks, and of those that only warn the ones that do: they are worded as warnings."""
    blocking = {rule.text for rule in view.service.rules if rule.blocks}
    return tuple(r for r in view.rules if r.text in blocking or r.verdict is Verdict.ATTENTION)


class RulesCard(Card):
    """What each rule says, with its source and the reason of an exception."""

    def __init__(self, theme: Theme, view: RequestView, parent: QWidget | None = None) -> None:
        super().__init__("Ketentuan", name="kartu_ketentuan", parent=parent)
        for rule in rules_to_show(view):
            excepted = bool(rule.override) and rule.verdict is Verdict.INELIGIBLE
            whom = f"Dikecualikan oleh {rule.by}" if rule.by else "Pengecualian"
            why = f"{whom}: {rule.override}" if rule.override else ""
            words = [text_label(rule.text, wrap=True), text_label(rule.source, "small", wrap=True)]
            words += [text_label(why, wrap=True)] if why else []
            badge = Badge(theme, _EXCEPTED if excepted else _VERDICTS[rule.verdict])
            line = row(column(*words, spacing=1), badge, spacing=12)
            line.setStretch(0, 1)
            line.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)


def lines_grid(lines: Sequence[Line]) -> QGridLayout:
    """Labels at the left, values beside them, as a letter lists them."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    tables = 0
    for number, line in enumerate(lines):
        place = number + tables
        value = text_label(line.text, wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{line.label}: {line.text}")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(text_label(line.label, "muted", wrap=True), place, 0, top)
        grid.addWidget(value, place, 1, top)
        if line.rows is not None:
            tables += 1
            grid.addWidget(RowsTable(line.rows, f"{line.label}: {line.text}"), place + 1, 0, 1, 2)
    return grid


def _with_icon(theme: Theme, icon: str, tone: Tone, words: QLayout) -> QLayout:
    picture = QLabel()
    picture.setPixmap(theme.icon(icon, tone).pixmap(theme.px(16), theme.px(16)))
    picture.setAlignment(Qt.AlignmentFlag.AlignTop)
    line = row(picture, words, spacing=8)
    line.setStretch(1, 1)
    return line
