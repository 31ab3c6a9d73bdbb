"""What the standard case costs at the keyboard: a known person, complete papers, F2 to the printed receipt.

The person is searched by three letters of the first name, a space, and the next name until they are in
sight. Numbers and dates of papers, which may stay empty, are not typed.
Every key event is counted as it is sent. A chord (Ctrl+Enter) is one press; the second figure counts
Ctrl, Alt and Shift as presses of their own. Run with ``-s`` to see the table.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.requests.view import view_request
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Staff, words_of
from tests.end_to_end.driver import CTRL, NONE, Key, Typist, wait_until
from tests.factories import StandingClock
from tests.ui.office_work import take
from ui.intake.party_page import PartyPage
from ui.intake.steps import StepKind

TAB, ENTER = Key.Key_Tab, Key.Key_Return
Keys = tuple[str | Key, ...]
"""Text is typed letter by letter."""


@dataclass(frozen=True)
class Way:
    """How a trained officer takes one service in. ``most``: the bound that is held."""

    code: str
    service: str
    answers: Keys
    holds: Mapping[str, object]
    most: int


WAYS = (
    Way(
        "lubuklinggau-dtks",
        "",
        ("311", TAB, TAB, "k", ENTER, "3b"),
        {
            "jenis_permohonan": "surat_keterangan",
            "hubungan": "diri_sendiri",
            "status_terdaftar": "terdaftar",
            "tujuan_penggunaan": "Keringanan biaya berobat",
            "berlaku_sampai": "2027-02-23",
        },
        25,
    ),
    Way(
        "lubuklinggau-pbi-jk",
        "pbi jk",
        ("11", TAB, TAB, TAB, "t"),
        {"hubungan": "diri_sendiri", "status_dtks": "terdaftar", "perlu_surat": False},
        30,
    ),
    Way(
        "cirebon-pbi-apbd",
        "apbd",
        ("11",),
        {"hubungan": "diri_sendiri", "kepesertaan": "belum"},
        25,
    ),
    Way(
        "lubuklinggau-orang-terlantar",
        "orang terl",
        (
            *("palembang", TAB, "padang", TAB, TAB, "t", TAB, "padang", TAB, "1"),
            *("kehabisan ongkos", TAB, TAB, "1", "100000"),
        ),
        {"asal": "palembang", "tujuan": "padang", "estafet": False, "moda": "bus", "uang_makan": 100_000},
        90,
    ),
    Way(
        "lombok-timur-orang-terlantar",
        "rekomendasi or",
        (
            *("1", "surabaya", TAB, TAB, "surabaya", TAB, "2"),
            *("kehabisan ongkos", TAB, TAB, "1"),
        ),
        {"tujuan": "surabaya", "kota_berikut": "surabaya", "sebab": "kehabisan ongkos"},
        80,
    ),
    Way(
        "lubuklinggau-rehabilitasi-sosial",
        "rehab",
        ("31", "2", "pasar satelit", TAB, "tinggal sendiri dan sakit"),
        {"hubungan_pelapor": "diri_sendiri", "lokasi": "pasar satelit"},
        75,
    ),
)
"""The six commonest kinds of work at a counter: DTKS, health insurance twice, travellers twice, a report."""

_GROWN_UPS = text(
    "SELECT name FROM person WHERE nik <> '' AND kk <> '' AND birth_date < '2000-01-01' ORDER BY id"
)
_TABLE: list[str] = []


class CountingTypist(Typist):
    """Counts every key it sends."""

    presses = 0
    with_modifiers = 0

    def press(self, key: Key, modifier: object = NONE) -> None:
        self._count(modifier)
        super().press(key, modifier)

    def letters(self, words: str) -> None:
        """One key after the other, each waited for."""
        for letter in words:
            self._count(NONE)
            QTest.keyClicks(self.focus(), letter)
            self.settle_open()

    def settle_open(self) -> None:
        """Rest, but leave a list of suggestions open for the next key."""
        if QApplication.activePopupWidget() is None:
            self.settle()

    def _count(self, modifier: object) -> None:
        self.presses += 1
        self.with_modifiers += 1 + (modifier != NONE)


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    print("\n" + "\n".join(["layanan | tekanan | dengan Ctrl/Alt dihitung | nama diketik", *_TABLE]))


def choose_known(typist: CountingTypist, staff: Staff, name: str) -> str:
    """Type the name into the first field until the person is in sight, then Enter; what had to be typed."""
    page = staff.wizard.page
    assert isinstance(page, PartyPage)
    rows = page.search.model
    typed = ""
    first, *others = name.lower().split()
    for letter in " ".join([first[:3], *others]):
        typed += letter
        typist.letters(letter)
        if len(typed) >= 3:
            wait_until(lambda typed=typed: page.search._asked == typed.strip(), "the matches")
            typist.settle()
            names = [rows.row(place).name for place in range(min(4, rows.rowCount()))]
            if name in names:
                for _ in range(names.index(name)):
                    typist.press(Key.Key_Down)
                break
    typist.press(ENTER)
    wait_until(lambda: page.fields()[f"{page.party.code}.nama"].editor.text() == name, "the person")
    typist.settle()
    return typed


def give(typist: CountingTypist, keys: Keys) -> None:
    """Letters and keys in order."""
    for key in keys:
        if isinstance(key, str):
            typist.letters(key)
        else:
            typist.press(key)


def known_name(typist: Typist, service: ServiceDef) -> str:
    """Somebody served here before, among fifty others; nobody's first name is more common than theirs."""
    actor = typist.window.context.actor
    crowd = Crowd(21)
    for number in range(50):
        take(typist.desk, actor, "lubuklinggau-dtks" if number % 2 else "lubuklinggau-pbi-jk", crowd)
    for _ in range(4):
        take(typist.desk, actor, "lubuklinggau-dtks", crowd)
    names = typist.desk.ask(lambda session: [str(name) for (name,) in session.execute(_GROWN_UPS)])
    firsts = Counter(name.split()[0] for name in names)
    return max((name for name in names if names.count(name) == 1), key=lambda name: firsts[name.split()[0]])


@pytest.mark.parametrize("way", WAYS, ids=[way.code for way in WAYS])
def test_the_standard_case(
    way: Way, open_program: Open, made: Gate, clock: StandingClock, doors: Doors
) -> None:
    typist = CountingTypist(open_program(made).program)
    typist.sign_in("rani")
    staff = Staff(typist, clock)
    service = made.library.catalog.services[way.code]
    name = known_name(typist, service)
    typist.presses = typist.with_modifiers = 0

    typist.press(Key.Key_F2)
    typist.letters(way.service)
    typist.press(ENTER)
    assert staff.opened_wizard().model.service.code == way.code
    typed = choose_known(typist, staff, name)
    while staff.wizard.steps[staff.wizard.place].kind is not StepKind.SUMMARY:
        step = staff.wizard.steps[staff.wizard.place]
        if step.kind is StepKind.ANSWERS:
            give(typist, way.answers)
        elif step.kind is StepKind.PAPERS and staff.wizard.page._shown:
            typist.press(Key.Key_A, CTRL)
        place = staff.wizard.place
        typist.press(ENTER, CTRL)
        assert staff.wizard.place == place + 1, staff.wizard.checked.faults
    assert staff.wizard.checked.is_complete, (staff.wizard.checked.faults, staff.wizard.checked.missing)
    typist.press(Key.Key_P, CTRL)
    wait_until(lambda: doors.printed, "the printed receipt")

    result = staff.intake.result
    view = view_request(typist.desk.reader(), typist.window.context.actor, result._result.request_id)
    assert view.row.state is not RequestState.INCOMPLETE
    assert view.row.client_name == name
    assert result.number.text() in words_of(doors.printed[-1][1])
    with typist.desk.reader() as uow:
        answers = uow.requests.get(view.row.id).answers
    assert {code: answers[code] for code in way.holds} == dict(way.holds)
    _TABLE.append(f"{way.code} | {typist.presses} | {typist.with_modifiers} | {typed!r} untuk {name}")
    assert typist.presses <= way.most, _TABLE[-1]
