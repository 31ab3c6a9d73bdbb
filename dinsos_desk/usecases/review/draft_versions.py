"""Versions of the draft of a letter: kept at each step that changes its words, listed, compared.

What counts is what the letter says: the day of printing, the state of the application and who initialled
the draft make no version of their own.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from dinsos_desk.catalog.schema import Product
from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.compare import Pair, compare_lines, document_lines
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import documents_of, draft_words, is_current
from dinsos_desk.usecases.letters.words import Words, office_look
from dinsos_desk.usecases.requests.cases import Case, load_case

_SENT_BACK = (Action.RETURN.value, Action.ASK_PAPERS.value)
_OF_THE_DAY = {
    "permohonan": ("status", "tahap", "tenggat", "tanggal_selesai", "penerima"),
    "surat": ("konsep",),
}
_DATES = ("tanggal", "hari_tanggal")
_UNDATED = "…"


@dataclass(frozen=True)
class DraftVersion:
    """One version of one document. ``version`` counts those that differ; ``why`` says what step made it.

    ``sent_back``: the return after which it was made, in words; empty for none.
    """

    id: int
    product: str
    name: str
    version: int
    made_at: datetime
    who: str
    why: str
    number: str
    sent_back: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side, the earlier one at the left."""

    earlier: DraftVersion
    later: DraftVersion
    pairs: tuple[Pair, ...]

    @property
    def differences(self) -> int:
        """How many paragraphs differ."""
        return sum(pair.differs for pair in self.pairs)


def keep_drafts(uow: UnitOfWork, actor: Actor, case: Case, now: datetime) -> None:
    """Keep what the documents say after the last step, where it changed; in the caller's transaction.

    ``case`` is loaded after the step was written down.
    """
    products = documents_of(case)
    if not products or not case.steps:
        return
    known, letters = uow.letter_drafts.last_of(case.row.id), uow.letters.of_request(case.row.id)
    for product in products:
        letter = letters.get(product.code)
        number = letter.number if letter is not None else ""
        made = letter is not None and is_current(case, product)
        words = letter.context if letter is not None and made else draft_words(uow, case, product, now)
        essence = _digest(_essence(words, is_dated=made and bool(number)))
        version, former = known.get(product.code, (0, ""))
        if essence != former:
            _keep(uow, actor, case, product, version + 1, number if made else "", essence, words)


def _keep(
    uow: UnitOfWork,
    actor: Actor,
    case: Case,
    product: Product,
    version: int,
    number: str,
    essence: str,
    words: Words,
) -> None:
    step = case.steps[-1]
    uow.letter_drafts.add(
        request_id=case.row.id,
        product=product.code,
        version=version,
        name=product.name,
        template=product.template or "",
        number=number,
        made_at=step.at,
        made_by=actor.user_id,
        history_id=step.id,
        essence=essence,
        words=zlib.compress(json.dumps(words, ensure_ascii=False).encode()),
    )


def draft_versions(
    uow: UnitOfWork, letters: Letters, actor: Actor, request_id: int
) -> tuple[DraftVersion, ...]:
    """The versions of every document of an application, oldest first, that differ in what is printed.

    Raises:
        UserError: *permohonan_tidak_ditemukan*.
    """
    with uow:
        case = _seen(uow, actor, request_id)
        steps = {step.id: place for place, step in enumerate(case.steps)}
        last_place: dict[str, int] = {}
        counts: dict[str, int] = {}
        said: dict[str, object] = {}
        found = []
        for row in uow.letter_drafts.of_request(request_id):
            used = _used(letters, row)
            if row.product in said and said[row.product] == used:
                continue
            said[row.product] = used
            place = steps.get(row.history_id, 0)
            since = case.steps[last_place.get(row.product, 0) : place]
            last_place[row.product] = place
            counts[row.product] = counts.get(row.product, 0) + 1
            who = uow.users.get(row.made_by).name
            why = _why(case, case.steps[place], row.number)
            found.append(
                DraftVersion(
                    row.id, row.product, row.name, counts[row.product], row.made_at, who, why, row.number,
                    _sent_back(uow, case, since),
                )
            )  # fmt: skip
        return tuple(found)


def compare_versions(
    uow: UnitOfWork, letters: Letters, actor: Actor, earlier: DraftVersion, later: DraftVersion
) -> Comparison:
    """Two versions of a document, filled into the template of today, and compared.

    Raises:
        UserError: *versi_konsep_tidak_ditemukan*; the template is missing or asks for what these words lack.
    """
    with uow:
        rows = [uow.letter_drafts.get(one.id) for one in (earlier, later)]
        for row in rows:
            _seen(uow, actor, row.request_id)
        look = office_look(uow.offices.get())
        kept = [(row.template, _plain(_unpacked(row), is_dated=bool(row.number))) for row in rows]
    left, right = (document_lines(letters.render(template, look, words)) for template, words in kept)
    return Comparison(earlier, later, compare_lines(left, right))


def _seen(uow: UnitOfWork, actor: Actor, request_id: int) -> Case:
    case = load_case(uow, request_id)
    if not Visibility(actor.roles, actor.division).shows(case.row.division):
        raise UserError("permohonan_tidak_ditemukan")
    return case


def _why(case: Case, step: tables.History, number: str) -> str:
    """What the step did that this version came from."""
    stage = case.service.route.stage(step.stage)
    if step.action == Action.SUBMIT:
        again = any(other.action in _SENT_BACK for other in case.steps[: case.steps.index(step)])
        return "diajukan kembali" if again else "diajukan"
    if step.action == Action.COMPLETE_PAPERS:
        return "berkas dilengkapi"
    if number:
        return f"{stage.name}: nomor {number}"
    return stage.name


def _sent_back(uow: UnitOfWork, case: Case, steps: Iterable[tables.History]) -> str:
    """The last return among some steps, in words."""
    back = [step for step in steps if step.action in _SENT_BACK]
    if not back:
        return ""
    step = back[-1]
    who, stage = uow.users.get(step.user_id).name, case.service.route.stage(step.stage).name
    return f"{who} ({stage}): “{step.reason}”"


def _essence(words: Mapping[str, object], *, is_dated: bool) -> dict[str, object]:
    """The words without what changes by itself; the day counts once the document has its number."""
    plain = {key: value for key, value in words.items() if key not in ("paraf", "tanggal_cetak")}
    for group, keys in _OF_THE_DAY.items():
        dropped = keys if is_dated or group != "surat" else (*keys, *_DATES)
        part = plain.get(group)
        if isinstance(part, Mapping):
            plain[group] = {key: value for key, value in part.items() if key not in dropped}
    records = plain.get("catatan")
    if isinstance(records, Mapping):
        plain["catatan"] = {stage: _recorded(part) for stage, part in records.items()}
    return plain


def _recorded(part: object) -> object:
    """Who passed a stage and when counts only where something was written down."""
    if not isinstance(part, Mapping):
        return part
    said = {key: value for key, value in part.items() if key not in ("oleh", "tanggal", "jabatan")}
    return dict(part) if any(said.values()) else said


def _digest(essence: Mapping[str, object]) -> str:
    return sha256(json.dumps(essence, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _used(letters: Letters, row: tables.LetterDraft) -> object:
    """What the template takes of a version; everything when the template cannot be read."""
    essence = _essence(_unpacked(row), is_dated=bool(row.number))
    try:
        paths = sorted(letters.fields(row.template))
    except UserError:
        return essence
    return [_at(essence, path) for path in paths]


def _at(words: Mapping[str, object], path: str) -> object:
    value: object = words
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _unpacked(row: tables.LetterDraft) -> Words:
    words: Words = json.loads(zlib.decompress(row.words))
    return words


def _plain(words: Words, *, is_dated: bool) -> Words:
    """The words to compare by: nobody's paraf, and no day while the document has no number."""
    letter = words["surat"] | ({} if is_dated else dict.fromkeys(_DATES, _UNDATED))
    return words | {"paraf": [], "tanggal_cetak": "", "surat": letter}
