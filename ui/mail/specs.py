"""The forms of the room of incoming letters, and what each of them saves."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

from dinsos_desk.desk import Desk
from dinsos_desk.domain.fields import Choice, ChoiceField, FieldBase, LongTextField
from dinsos_desk.domain.mail import LetterKind
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.agenda import (
    DATED,
    LETTER_NUMBER,
    LONGEST_REASON,
    NATURE,
    REASON,
    RECEIVED,
    SENDER,
    Entered,
    MailEntry,
    correct_mail,
    enter_mail,
    mail_fields,
)
from dinsos_desk.usecases.mail.dispositions import DUE, ORDER, PAPER_FIELDS, RESULT, Orders, dispose, finish
from dinsos_desk.usecases.mail.givers import Giver
from dinsos_desk.usecases.mail.view import MailView
from dinsos_desk.usecases.mail.words import recipient_words
from ui.mail.form import Filled, FormSpec, Ticks
from ui.mail.words import TreeRow

_WIDE = frozenset({"perihal", "catatan", "isi", "hasil", "alasan"})
_TWIN = (SENDER.code, LETTER_NUMBER.code, DATED.code)
_TO, _TICKED, _GIVER = "kepada", "instruksi", "pemberi"
_WHY = LongTextField(code=REASON, label="Alasan ralat", required=True, max_length=LONGEST_REASON)


class _Entering:
    """Saving a new letter; what was told to be there already is kept when it is saved once more."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self._desk, self._actor = desk, actor
        self.nonce = uuid4().hex
        self._told: tuple[str, ...] | None = None

    def __call__(self, filled: Filled) -> Entered:
        about = tuple(filled.typed.get(code, "").strip() for code in _TWIN)
        entry = MailEntry(filled.typed, self.nonce, twin_known=about == self._told)
        try:
            return enter_mail(self._desk.uow(), self._actor, entry, self._desk.now())
        except InvalidInput as wrong:
            if any(fault.code == "surat_masuk_sudah_ada" for fault in wrong.faults):
                self._told = about
            raise


def entry_spec(desk: Desk, actor: Actor, today: date, kinds: Sequence[LetterKind]) -> FormSpec:
    """A letter that came in."""
    entering = _Entering(desk, actor)
    start = {RECEIVED.code: f"{today:%d/%m/%Y}", NATURE.code: "biasa"}
    return FormSpec(
        "surat_masuk_baru",
        "Surat masuk baru",
        mail_fields([kind for kind in kinds if kind.offered]),
        entering,
        "Nomor agenda diberikan saat disimpan.",
        start,
        _WIDE,
        "Simpan, beri nomor agenda",
        SENDER.code,
        entering.nonce,
    )


def correction_spec(desk: Desk, actor: Actor, view: MailView) -> FormSpec:
    """What stands about a letter was wrong."""

    def save(filled: Filled) -> None:
        typed = {code: text for code, text in filled.typed.items() if code != REASON}
        reason = filled.typed.get(REASON, "")
        correct_mail(desk.uow(), actor, view.row.id, view.row.corrections, typed, reason, desk.now())

    return FormSpec(
        "surat_masuk_ralat",
        f"Ralat surat masuk {view.row.number}",
        (*mail_fields(view.kinds), _WHY),
        save,
        "Nomor agenda tetap. Yang semula tercatat tetap tersimpan bersama alasannya.",
        view.typed,
        _WIDE,
        "Simpan ralat",
        SENDER.code,
    )


def disposition_spec(
    desk: Desk, actor: Actor, view: MailView, givers: Sequence[Giver], usual: Sequence[str]
) -> FormSpec:
    """A disposition in person, or from paper by the first of ``givers`` or another of them."""
    first = givers[0]
    by_code = {giver.key.partition(":")[2]: giver for giver in givers}

    def save(filled: Filled) -> int:
        giver = by_code.get(filled.typed.get(_GIVER, ""), first)
        ticked = tuple(usual[int(place)] for place in filled.ticked[_TICKED])
        orders = Orders(filled.ticked[_TO], ticked, filled.typed)
        return dispose(desk, actor, view.row.id, giver, orders, desk.now())

    parts: list[FieldBase | Ticks] = []
    start: dict[str, str] = {}
    if len(givers) > 1:
        choices = tuple(Choice(code=code, label=giver.label) for code, giver in by_code.items())
        parts.append(ChoiceField(code=_GIVER, label="Pemberi disposisi", required=True, choices=choices))
        start[_GIVER] = choices[0].code
    if not first.in_person:
        parts += PAPER_FIELDS
        start[PAPER_FIELDS[0].code] = f"{desk.now():%d/%m/%Y}"
    to = tuple((target.key, _target_words(target.name, target.holder)) for target in first.targets)
    parts += [
        Ticks(_TO, "Diteruskan kepada", to, required=True),
        Ticks(_TICKED, "Instruksi", tuple((str(place), words) for place, words in enumerate(usual))),
        ORDER,
        DUE,
    ]
    about = f"{view.row.number} · {view.row.sender} · {view.row.subject}"
    title = f"Disposisi {first.label}" if first.in_person else f"Catat disposisi di kertas: {first.label}"
    if len(givers) > 1:
        title = "Catat disposisi di kertas"
    return FormSpec("disposisi", title, tuple(parts), save, about, start, _WIDE, "Simpan disposisi")


def result_spec(desk: Desk, actor: Actor, chosen: TreeRow) -> FormSpec:
    """What was asked is done; of somebody else it is recorded from paper."""
    recipient = chosen.recipient
    fields: tuple[FieldBase, ...] = (RESULT, *(() if recipient.mine else PAPER_FIELDS))
    start: Mapping[str, str] = {} if recipient.mine else {PAPER_FIELDS[0].code: f"{desk.now():%d/%m/%Y}"}

    def save(filled: Filled) -> None:
        finish(desk.uow(), actor, recipient.id, filled.typed, desk.now())

    return FormSpec(
        "disposisi_selesai",
        f"Selesai: {recipient_words(recipient)}",
        fields,
        save,
        "; ".join((*chosen.given.instructions, chosen.given.note)).strip("; "),
        start,
        _WIDE,
        "Tandai selesai",
    )


def _target_words(name: str, holder: str) -> str:
    return name if not holder or holder in name else f"{name} – {holder}"
