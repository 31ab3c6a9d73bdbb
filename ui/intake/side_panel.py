"""Beside the page: who it is, and what the officer should know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from dinsos_desk.catalog.schema import Offer
from dinsos_desk.db.queries.people.finding import EarlierRow
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.rules import Judgement, Verdict
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.intake.drafts import Checked
from dinsos_desk.usecases.intake.earlier import Past, Raised, raised
from dinsos_desk.usecases.review.afterwards import offers_of
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.exceptions import EXCEPTED, excepted_words, is_excepted
from ui.intake.lookups import earlier
from ui.intake.steps import short_label
from ui.intake.words import (
    VERDICT_LOOKS,
    cause_words,
    history_words,
    household_words,
    subject_lines,
)
from ui.models.columns import BadgeSpec
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label
from ui.widgets.offer_list import OPEN_KEY, open_words

_HISTORY = ("Riwayat", Tone.INFO, "history")
_OFFER = ("Layanan terkait", Tone.INFO, "link-variant")
_CHECK = ("Periksa", Tone.WARN, "account-search-outline")
_ALERT = ("Perhatian", Tone.WARN, "alert-outline")
_HOUSEHOLD = ("Serumah", Tone.INFO, "home-account")

_Known = tuple[PartyKind, int]


@dataclass(frozen=True)
class Knowing:
    """One thing to know: a badge, a sentence, and where it stands written; a service that is offered."""

    badge: tuple[str, Tone, str]
    text: str
    source: str = ""
    service: str = ""


def things_to_know(
    checked: Checked,
    histories: Mapping[str, Sequence[EarlierRow]],
    offers: Sequence[Offer] = (),
    alerts: Sequence[Raised] = (),
    around: Sequence[EarlierRow] = (),
    excepted: Mapping[str, str] | None = None,
) -> tuple[Knowing, ...]:
    """What stands in the panel, the gravest first; rules that are met are only counted.

    ``alerts``: warnings of the service about the past of its people; ``around``: what others of their
    households were served with; ``excepted``: rules that are passed over, by code, and by whose word.
    """
    passed = excepted or {}
    known = [_alerted(alert) for alert in alerts]
    barring = [j for j in checked.judgements if j.verdict is Verdict.INELIGIBLE]
    known += [_judged(j) for j in barring if j.rule.code not in passed]
    known += [_passed(j, passed[j.rule.code]) for j in barring if j.rule.code in passed]
    known += [_judged(j) for j in checked.judgements if j.verdict is Verdict.ATTENTION]
    known += [Knowing(_CHECK, fault_sentence(warning)) for warning in checked.warnings]
    known += [Knowing(_OFFER, offer.text, service=offer.service) for offer in offers]
    for label, rows in histories.items():
        if rows:
            prefix = f"{label}: " if len(histories) > 1 else ""
            known.append(Knowing(_HISTORY, prefix + history_words(rows)))
    if around:
        known.append(Knowing(_HOUSEHOLD, household_words(around)))
    met = sum(j.verdict is Verdict.ELIGIBLE for j in checked.judgements)
    waiting = sum(j.verdict is Verdict.UNKNOWN for j in checked.judgements)
    if met:
        rest = f"; {waiting} menunggu isian" if waiting else ""
        look = VERDICT_LOOKS[Verdict.UNKNOWN if waiting else Verdict.ELIGIBLE]
        known.append(Knowing(look, f"{met} syarat terpenuhi{rest}."))
    return tuple(known)


def _alerted(alert: Raised) -> Knowing:
    return Knowing(_ALERT, alert.warning.text, cause_words(alert.row, alert.others))


def _judged(judgement: Judgement) -> Knowing:
    return Knowing(VERDICT_LOOKS[judgement.verdict], judgement.rule.text, judgement.rule.source)


def _passed(judgement: Judgement, words: str) -> Knowing:
    badge = (EXCEPTED.text, EXCEPTED.tone, EXCEPTED.icon)
    return Knowing(badge, f"{judgement.rule.text.rstrip()} {words}", judgement.rule.source)


class SidePanel(QWidget):
    """Follows the draft; earlier applications are asked for when a known person comes in.

    ``openable``: the names of the services that this desk offers.
    """

    follow_wanted = Signal(str)
    """Open the service with this code for the same people."""
    told = Signal()
    """Something came to be known of somebody's past."""

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        openable: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._openable = dict(openable or {})
        self.setObjectName("panel_samping")
        self.setAccessibleName("Yang perlu diketahui")
        self._context = context
        self._model = model
        self._pasts: dict[_Known, Past] = {}
        self._asked: set[_Known] = set()
        self._checked: Checked | None = None
        self._shown: object = None
        self._people = column(spacing=12)
        inner = QWidget()
        inner.setProperty("page", True)
        self._known = column(spacing=6, margins=(0, 0, 4, 0))
        inner.setLayout(column(self._known, STRETCH))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.card = Card("Yang perlu diketahui", name="yang_perlu_diketahui", padding=14)
        self.card.body.addWidget(scroll)
        whole = column(self._people, self.card, spacing=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def things(self) -> tuple[Knowing, ...]:
        """What there is to know now."""
        if self._checked is None:
            return ()
        today, service = self._context.desk.now().date(), self._model.service
        offers = offers_of(service, self._checked.application.facts(today))
        pasts = {code: past for code, past in self._by_party().items() if past is not None}
        draft, actor = self._model.draft, self._context.actor
        excepted = {
            j.rule.code: excepted_words(j, draft, actor)
            for j in self._checked.judgements
            if is_excepted(j, draft, actor)
        }
        alerts, around = raised(service, pasts, today), self._around()
        return things_to_know(self._checked, self._by_label(), offers, alerts, around, excepted)

    def refresh(self, checked: Checked) -> None:
        """Show what the draft amounts to now."""
        self._checked = checked
        for known in self._known_parties().values():
            if known not in self._asked:
                self._asked.add(known)
                self._ask(known)
        self._show()

    def _ask(self, known: _Known) -> None:
        desk, actor = self._context.desk, self._context.actor
        own = self._model.draft.request_id

        def work() -> tuple[_Known, Past]:
            return known, earlier(desk, actor, *known, own)

        self._context.tasks.run_read(work, self._answer, owner=self)

    def _answer(self, found: tuple[_Known, Past]) -> None:
        self._pasts[found[0]] = found[1]
        self._show()
        self.told.emit()

    def _by_party(self) -> dict[str, Past | None]:
        """The pasts of those who are known by the code of their party."""
        return {
            party.code: self._pasts.get((party.kind, self._model.party(party.code).known_id or 0))
            for party in self._model.service.parties
        }

    def _around(self) -> tuple[EarlierRow, ...]:
        """What others of the households were served with, each application once."""
        known = self._known_parties().values()
        rows = (row for one in known for row in self._past(one).household)
        own = {row.id for one in known for row in self._past(one).own}
        return tuple({row.id: row for row in rows if row.id not in own}.values())

    def _past(self, known: _Known) -> Past:
        return self._pasts.get(known, Past(known[1]))

    def _known_parties(self) -> dict[str, _Known]:
        """Known people and institutions by the label of their party, each once."""
        found: dict[str, _Known] = {}
        for party in self._model.service.parties:
            known_id = self._model.party(party.code).known_id
            if known_id is not None and (party.kind, known_id) not in found.values():
                found[party.label] = (party.kind, known_id)
        return found

    def _by_label(self) -> dict[str, tuple[EarlierRow, ...]]:
        return {label: self._past(known).own for label, known in self._known_parties().items()}

    def _show(self) -> None:
        if self._checked is None:
            return
        today = self._context.desk.now().date()
        cards = self._cards(today)
        shown = (cards, self.things())
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._people)
        for label, name, lines in cards:
            self._people.addWidget(self._person_card(label, name, lines))
        clear_layout(self._known)
        offers = [thing for thing in shown[1] if thing.service in self._openable]
        for thing in shown[1]:
            self._known.addWidget(Badge(self._context.theme, BadgeSpec(*thing.badge)))
            words = text_label(thing.text, wrap=True)
            words.setToolTip(thing.source)
            self._known.addWidget(words)
            if thing.source:
                source = text_label(thing.source, "small", wrap=True)
                self._known.addWidget(source)
            if thing.service in self._openable:
                self._add_open(thing.service, first=thing is offers[0])
        if not shown[1]:
            self._known.addWidget(text_label("Belum ada catatan untuk permohonan ini.", "small", wrap=True))

    def _add_open(self, service: str, *, first: bool) -> None:
        words = open_words(self._openable[service])
        self._known.addWidget(text_label(f"{words}:", "strong", wrap=True))
        button = KeyButton("Buka", OPEN_KEY if first else "", name=f"samping_buka_{service}")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.follow_wanted.emit(service))
        self._known.addLayout(row(button, STRETCH))

    def _cards(self, today: date) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        cards: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for party in self._model.service.parties:
            subject = self._checked.application.parties.get(party.code) if self._checked else None
            name = subject.name if subject else self._model.party(party.code).typed.get("nama", "").strip()
            if name:
                lines = subject_lines(subject, today) if subject else ()
                cards.setdefault((name, lines), []).append(short_label(party))
        return tuple((" dan ".join(labels), *who) for who, labels in cards.items())

    def _person_card(self, label: str, name: str, lines: Sequence[str]) -> Card:
        card = Card(padding=12)
        card.setAccessibleName(f"{label}: {name}")
        card.body.setSpacing(2)
        card.body.addWidget(ElidedLabel(label, "small"))
        card.body.addWidget(ElidedLabel(name, "strong"))
        for line in lines:
            card.body.addWidget(ElidedLabel(line, "small"))
        return card
