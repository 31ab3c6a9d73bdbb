"""The sentences of the wizard, made from values: no widget is needed to test them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.catalog.schema import ServiceDef, Start, TimeLimit
from dinsos_desk.db.queries.complaints import OpenComplaint
from dinsos_desk.db.queries.people.finding import EarlierRow, InstitutionRow
from dinsos_desk.domain.checklist import PaperState, Requirement
from dinsos_desk.domain.dates import MONTHS, format_date, parse_date
from dinsos_desk.domain.entry import PaperEntry
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.people import SEX_WORDS, Institution, Subject, mask_nik
from dinsos_desk.domain.routing import CLOSED_STATES, LOST_STATES, Action, Position, RequestState, Role, move
from dinsos_desk.domain.rules import Judgement, Verdict
from dinsos_desk.domain.working_time import UNIT_WORDS
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.intake.drafts import Checked
from dinsos_desk.usecases.letters.words import PAPER_MODE_WORDS, STATE_WORDS, is_free, moment
from dinsos_desk.usecases.office.users import ROLE_NAMES
from dinsos_desk.usecases.requests.clock import promised
from dinsos_desk.usecases.requests.shown import HistoryView
from ui.intake.lookups import Match, Promise
from ui.theme import Tone

_NO_DUE = "Standar tidak menetapkan jangka waktu."
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
VERDICT_LOOKS = {
    Verdict.ELIGIBLE: ("Layak", Tone.OK, "check"),
    Verdict.ATTENTION: ("Perlu perhatian", Tone.WARN, "alert-outline"),
    Verdict.INELIGIBLE: ("Tidak memenuhi", Tone.BAD, "close-circle-outline"),
    Verdict.UNKNOWN: ("Belum diketahui", Tone.NEUTRAL, "help-circle-outline"),
}


@dataclass(frozen=True)
class Outlook:
    """What saving would do now."""

    tone: Tone
    title: str
    text: str
    can_be_saved: bool


def outlook(
    checked: Checked,
    service: ServiceDef,
    hours: OfficeHours,
    now: datetime,
    promise: Promise | None = None,
) -> Outlook:
    """Say what saving would do at this moment. ``promise`` is that of an application taken before."""
    wrong = len(checked.faults)
    if wrong:
        text = "Lengkapi atau perbaiki isian di bawah ini. Yang sudah diketik tersimpan sebagai konsep."
        return Outlook(Tone.BAD, f"Belum dapat disimpan: {wrong} isian perlu diperbaiki", text, False)
    if checked.barred:
        text = "Yang sudah diketik tetap tersimpan sebagai konsep."
        return Outlook(
            Tone.BAD, f"Belum dapat disimpan: {len(checked.barred)} syarat tidak dipenuhi", text, False
        )
    if checked.missing:
        text = f"Kurang {len(checked.missing)} berkas. {_clock_words(service, hours, now)}"
        return Outlook(Tone.WARN, "Belum lengkap: dapat disimpan, menunggu berkas", text, True)
    first = service.route.stages[0]
    facts = checked.application.facts(now.date())
    at = move(service.route, Position(RequestState.INCOMPLETE, first.code), Action.SUBMIT, facts)
    stage = service.route.stage(at.stage)
    title = f"Lengkap: diteruskan ke {stage.name}"
    return Outlook(Tone.OK, title, _due_words(service, hours, now, promise), True)


def _due_words(service: ServiceDef, hours: OfficeHours, now: datetime, promise: Promise | None) -> str:
    if promise is None:
        limit = service.time_limit
        due = promised(limit, now, hours)
        return f"Jatuh tempo {day_moment(due)} ({limit.text})." if limit and due else _NO_DUE
    if promise.paused:
        return "Jam layanan berjalan lagi; jatuh tempo bergeser selama jam layanan berhenti."
    return f"Jatuh tempo tetap {day_moment(promise.due_at)}." if promise.due_at else _NO_DUE


def _clock_words(service: ServiceDef, hours: OfficeHours, now: datetime) -> str:
    limit = service.time_limit
    if limit is None:
        return _NO_DUE
    due = promised(limit, now, hours)
    if due is not None and limit.starts is Start.RECEIVED:
        return f"Jam layanan berhenti sampai berkas lengkap (janji semula {day_moment(due)})."
    return "Jam layanan belum berjalan sampai berkas lengkap."


def foot_words(checked: Checked) -> str:
    """The short line beside the next step of the checklist."""
    if checked.missing:
        return f"{len(checked.missing)} berkas kurang: jam layanan belum berjalan"
    return "Berkas lengkap"


def promise_words(limit: TimeLimit | None) -> str:
    """The promised time in plain words: paling lama 1 jam kerja."""
    if limit is None:
        return "waktu tidak ditetapkan"
    return f"paling lama {limit.amount} {UNIT_WORDS[limit.unit]}"


def fee_words(fee: str) -> str:
    """What a service costs; the many ways a standard says "nothing" become one word."""
    if not fee:
        return "biaya tidak disebut"
    return "gratis" if is_free(fee) else f"biaya {fee.strip()}"


def day_moment(value: datetime) -> str:
    """Senin, 23 November 2026 pukul 09.14."""
    return f"{_DAYS[value.weekday()]}, {moment(value)}"


def month_year(day: date) -> str:
    """Mar 2026."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def history_words(rows: Sequence[EarlierRow]) -> str:
    """Pernah dilayani 2 kali: DTKS (Mar 2026), …; what still runs is said first."""
    running = [row for row in rows if row.state not in CLOSED_STATES]
    closed = [row for row in rows if row.state in CLOSED_STATES]
    sentences = []
    if running:
        named = ", ".join(f"{row.service_name} (No. {row.receipt})" for row in running[:2])
        sentences.append(f"Masih diproses: {named}{_rest(running, 2)}.")
    if closed:
        named = ", ".join(f"{row.service_name} ({_when(row)})" for row in closed[:3])
        sentences.append(f"Pernah dilayani {len(closed)} kali: {named}{_rest(closed, 3)}.")
    return " ".join(sentences)


def _when(row: EarlierRow) -> str:
    """The month of an earlier application, and how it ended where that was not well."""
    lost = row.state in LOST_STATES
    return month_year(row.received_on) + (f", {STATE_WORDS[row.state].lower()}" if lost else "")


def household_words(rows: Sequence[EarlierRow]) -> str:
    """What others on the same KK were served with."""
    named = "; ".join(f"{row.person_name}: {row.service_name} ({_when(row)})" for row in rows[:3])
    return f"{named}{_rest(rows, 3)}."


def cause_words(row: EarlierRow | OpenComplaint, others: bool) -> str:
    """The earlier application or open complaint because of which something is to be known."""
    who = f"{row.person_name}, " if others else ""
    if isinstance(row, OpenComplaint):
        due = f", batas {format_date(row.due_on)}" if row.due_on is not None else ""
        return f"{who}pengaduan {row.number}, {format_date(row.received_on)}{due}"
    state = STATE_WORDS[row.state].lower()
    return f"{who}{row.receipt}, {state}, {format_date(row.finished_on or row.received_on)}"


def _rest(rows: Sequence[EarlierRow], shown: int) -> str:
    return f", dan {len(rows) - shown} lagi" if len(rows) > shown else ""


def subject_facts(subject: Subject, today: date) -> tuple[tuple[str, str], ...]:
    """Who it is, with labels, as the summary shows it; the NIK is masked."""
    words = subject.words(today)
    if isinstance(subject, Institution):
        names = (("nama", "Nama"), ("jenis", "Jenis"), ("pimpinan", "Pimpinan"))
        facts = [(label, words[code]) for code, label in names]
    else:
        sex_and_age = ", ".join(text for text in (words["jenis_kelamin"].lower(), words["umur"]) if text)
        facts = [
            ("Nama", subject.name),
            ("NIK", mask_nik(subject.nik) or ("tanpa identitas" if subject.temporary else "")),
            ("Jenis kelamin, umur", sex_and_age),
            ("Tempat, tanggal lahir", words["ttl"]),
            ("Ciri-ciri", subject.marks),
        ]
    facts += [("Alamat", words["alamat_lengkap"]), ("Telepon", words["telepon"])]
    return tuple((label, text) for label, text in facts if text)


def subject_lines(subject: Subject, today: date) -> tuple[str, ...]:
    """Who it is, in the two or three lines of the side panel."""
    words = subject.words(today)
    if isinstance(subject, Institution):
        return tuple(text for text in (subject.kind, subject.leader, words["alamat_lengkap"]) if text)
    age = subject.age_on(today)
    about = "± " if subject.birth_date is None else ""
    first = ", ".join(
        text
        for text in (
            SEX_WORDS[subject.sex].lower() if subject.sex else "",
            f"{about}{age} th" if age is not None else "",
        )
        if text
    )
    number = mask_nik(subject.nik) or ("tanpa identitas" if subject.temporary else "")
    place = ", ".join(
        text
        for text in (
            f"Kel./Desa {subject.village}" if subject.village else subject.address,
            f"Kec. {subject.district}" if subject.district else "",
        )
        if text
    )
    return tuple(text for text in (" · ".join(part for part in (first, number) if part), place) if text)


def match_words(match: Match) -> tuple[str, str]:
    """The two lines of a match in the list of known people or institutions."""
    if isinstance(match, InstitutionRow):
        return match.name, " · ".join(text for text in (match.kind, match.address) if text)
    sex = {"L": "laki-laki", "P": "perempuan"}.get(match.sex, "")
    number = match.masked_nik or ("tanpa identitas" if match.temporary else "")
    age = f"{match.age} th" if match.age is not None else ""
    first = ", ".join(text for text in (sex, age) if text)
    return match.name, " · ".join(text for text in (first, number, match.address) if text)


def paper_words(requirement: Requirement, entry: PaperEntry, today: date) -> str:
    """What was seen of a paper, in the line under its name."""
    if not entry.state:
        need = {"jika_ada": "jika ada", "bersyarat": "wajib dalam keadaan ini"}.get(
            requirement.need.value, "wajib"
        )
        months = requirement.valid_months
        limit = f"berlaku {months} bulan sejak tanggalnya" if months else ""
        return " · ".join(text for text in (f"{need}, belum diperiksa", limit, requirement.note) if text)
    state = PaperState(entry.state)
    if state is PaperState.NOT_APPLICABLE:
        return f"tidak berlaku: {entry.note.strip()}" if entry.note.strip() else "tidak berlaku"
    if state is not PaperState.PRESENT:
        word = "akan disusulkan" if state is PaperState.FOLLOWS else "tidak dibawa"
        return " · ".join(text for text in (word, entry.note.strip()) if text)
    chosen = next((a.text for a in requirement.alternatives if a.code == entry.alternative), "")
    mode = next((words for mode, words in PAPER_MODE_WORDS.items() if mode.value == entry.mode), "")
    parts = (
        chosen,
        _number_words(requirement, entry),
        _date_words(entry.dated, today),
        mode,
        entry.note.strip(),
    )
    return " · ".join(part for part in parts if part)


def _number_words(requirement: Requirement, entry: PaperEntry) -> str:
    number = " ".join(entry.number.split())
    if number:
        return f"No. {number}"
    return "nomor belum diisi" if requirement.asks_number else ""


def _date_words(typed: str, today: date) -> str:
    try:
        value = parse_date(typed, today)
    except Refused:
        return typed.strip()
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def may_override_words(judgement: Judgement) -> str:
    """Who may pass a rule over."""
    names = " atau ".join(ROLE_NAMES[role] for role in judgement.rule.override_roles)
    return f"Pengecualian hanya oleh {names}." if names else "Tidak ada pengecualian untuk syarat ini."


def can_override(judgement: Judgement, roles: frozenset[Role]) -> bool:
    """Whether a user with these roles may pass the rule over."""
    return bool(roles & set(judgement.rule.override_roles))


def returned_words(step: HistoryView) -> str:
    """Why an application came back to the desk."""
    what = "Dikembalikan" if step.action is Action.RETURN else "Kelengkapan diminta"
    papers = f" Berkas: {'; '.join(step.faulty)}." if step.faulty else ""
    reason = step.reason.strip().rstrip(".")
    return f"{what} oleh {step.who} ({step.stage}), {moment(step.at)}: {reason}.{papers}"


def sentences(faults: Sequence[Fault], place: str) -> str:
    """Everything that is wrong at one place."""
    return " ".join(fault_sentence(fault) for fault in faults if fault.place == place)
