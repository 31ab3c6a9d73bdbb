"""The rules of a service and what each says; a rule that blocks can be passed over with a reason."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dinsos_desk.domain.fields import TextField
from dinsos_desk.domain.rules import Judgement, Verdict
from ui.context import Context
from ui.intake.approval_box import ApprovalBox
from ui.intake.draft_model import DraftModel
from ui.intake.exceptions import EXCEPTED, is_excepted
from ui.intake.words import VERDICT_LOOKS, can_override, may_override_words
from ui.models.columns import BadgeSpec
from ui.widgets.badge import Badge
from ui.widgets.choice_editors import make_field
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout, column, row, text_label

_IN_FULL = (Verdict.INELIGIBLE, Verdict.ATTENTION)
_COUNTED = {
    Verdict.UNKNOWN: "syarat belum dapat dinilai karena isiannya belum ada.",
    Verdict.ELIGIBLE: "syarat terpenuhi.",
}


def in_reading_order(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The rules that are said in full: what is in the way first."""
    told = [judgement for judgement in judgements if judgement.verdict in _IN_FULL]
    return tuple(sorted(told, key=lambda judgement: _IN_FULL.index(judgement.verdict)))


def counted(judgements: Sequence[Judgement]) -> tuple[tuple[Verdict, str], ...]:
    """The others, only counted: the sentence of a rule says what is wrong when it is not met."""
    counts = {verdict: sum(j.verdict is verdict for j in judgements) for verdict in _COUNTED}
    return tuple((verdict, f"{count} {_COUNTED[verdict]}") for verdict, count in counts.items() if count)


class RuleList(QWidget):
    """Empty for a service without rules."""

    left = Signal(str)
    """The reason field of a rule was left, or its approval changed; carries the place."""
    settled = Signal()
    """An exception was approved here, or taken back: the list was made anew."""

    def __init__(self, context: Context, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("daftar_syarat")
        self._context = context
        self._model = model
        self._shown: tuple[object, ...] | None = None
        self.approvals: dict[str, ApprovalBox] = {}
        self._reasons: dict[str, Field] = {}
        self.badges: dict[str, Badge] = {}
        self._rights: dict[str, QLabel] = {}
        self._lines = column(spacing=8)
        self.setLayout(self._lines)

    def fields(self) -> Mapping[str, Field]:
        """The reason fields by the place of their faults."""
        return {f"aturan.{code}": field for code, field in self._reasons.items()}

    def show_judgements(self, judgements: Sequence[Judgement]) -> None:
        """Show what the rules say now."""
        shown = (tuple(judgements), self._given(judgements))
        if shown == self._shown:
            self._follow(judgements)
            return
        self._shown = shown
        self._reasons, self.approvals = {}, {}
        self.badges, self._rights = {}, {}
        clear_layout(self._lines)
        self.setVisible(bool(judgements))
        if judgements:
            self._lines.addWidget(text_label("Syarat dan ketentuan", "strong"))
        for judgement in in_reading_order(judgements):
            self._lines.addWidget(self._line(judgement))
        for verdict, words in counted(judgements):
            self._lines.addWidget(self._beside(self._badge(verdict), column(text_label(words, wrap=True))))
        self._follow(judgements)

    def _follow(self, judgements: Sequence[Judgement]) -> None:
        """What is passed over says so, and by whom, while the reason is still being written."""
        actor = self._context.actor
        for judgement in (one for one in judgements if one.rule.code in self._rights):
            excepted = is_excepted(judgement, self._model.draft, actor)
            look = EXCEPTED if excepted else BadgeSpec(*VERDICT_LOOKS[judgement.verdict])
            self.badges[judgement.rule.code].set_badge(look)
            own = excepted and can_override(judgement, actor.roles)
            post = f" ({actor.post})" if actor.post else ""
            words = f"Dikecualikan oleh {actor.name}{post}." if own else may_override_words(judgement)
            self._rights[judgement.rule.code].setText(words)

    def _line(self, judgement: Judgement) -> QWidget:
        rule = judgement.rule
        words = column(
            text_label(rule.text, wrap=True), text_label(rule.source, "small", wrap=True), spacing=1
        )
        badge = self.badges[rule.code] = self._badge(judgement.verdict)
        if judgement.verdict is Verdict.INELIGIBLE:
            right = self._rights[rule.code] = text_label(may_override_words(judgement), "small", wrap=True)
            words.addWidget(right)
            if can_override(judgement, self._context.actor.roles):
                words.addWidget(self._reason(judgement))
            elif rule.override_roles:
                words.addWidget(self._approval(judgement))
        return self._beside(badge, words)

    def _given(self, judgements: Sequence[Judgement]) -> tuple[object, ...]:
        """What others approved so far; one's own reasons stand in fields."""
        roles, draft = self._context.actor.roles, self._model.draft
        codes = [j.rule.code for j in judgements if not can_override(j, roles)]
        return tuple((draft.grants.get(code), draft.overrides.get(code, "")) for code in codes)

    def _approval(self, judgement: Judgement) -> ApprovalBox:
        code = judgement.rule.code
        granted = code in self._model.draft.grants
        first = all(box.granted != granted for box in self.approvals.values())
        box = ApprovalBox(self._context, self._model, judgement.rule, first)
        box.settled.connect(lambda: self.left.emit(f"aturan.{code}"))
        box.settled.connect(self.settled)
        self.approvals[code] = box
        return box

    def _badge(self, verdict: Verdict) -> Badge:
        return Badge(self._context.theme, BadgeSpec(*VERDICT_LOOKS[verdict]))

    def _beside(self, badge: Badge, words: QVBoxLayout) -> QWidget:
        whole = row(badge, words, spacing=10)
        whole.setStretch(1, 1)
        whole.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
        line = QWidget()
        line.setLayout(whole)
        return line

    def _reason(self, judgement: Judgement) -> Field:
        code = judgement.rule.code
        definition = TextField(code=f"alasan_{code}", label="Alasan pengecualian", max_length=400)
        field = make_field(definition, lambda: self._context.desk.now().date())
        field.editor.set_text(self._model.draft.overrides.get(code, ""))
        field.editor.changed.connect(lambda text: self._model.set_override(code, text))
        field.editor.left.connect(lambda: self.left.emit(f"aturan.{code}"))
        self._reasons[code] = field
        return field
