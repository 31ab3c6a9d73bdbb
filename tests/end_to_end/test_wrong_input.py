"""Everything wrong that can be typed or laid in the way: a sentence, nothing lost, nothing in the log."""

import io
import logging
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos_desk import files, log, paths
from dinsos_desk import paths as places
from dinsos_desk.desk import Desk, Gate
from dinsos_desk.domain.entry import PaperEntry, PartyEntry, entry_fields
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import MoneyField
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError, EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.messages import ERRORS, FAULTS, fault_sentence, sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, check, drafts_of, keep_draft
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.letters.making import draft_letter, file_letter
from dinsos_desk.usecases.office.officials import OfficialData, keep_official
from dinsos_desk.usecases.office.setup import change_office, the_office
from dinsos_desk.usecases.office.users import UserData, add_user
from dinsos_desk.usecases.people.correcting import form_of
from dinsos_desk.usecases.recaps.workbook import build_recap, month
from dinsos_desk.usecases.registers.prints import print_register
from tests.factories import MONDAY, PASSWORD, StandingClock, cheap_ring, gate_at, settled, typed_person
from tests.ui.review_steps import DTKS, STRANDED, pass_on, see, take_dtks, take_stranded

MARK = "Zulfikrama"
NIK_FAULTS = {
    "167301470492000": ("nik_panjang", "NIK 15 angka, seharusnya 16."),
    "16730147049200O3": ("nik_bukan_angka", "“O” bukan angka"),
    "1673013002920003": ("nik_tanggal_mustahil", "(30-02-92) bukan tanggal lahir"),
    "1673017113920003": ("nik_tanggal_mustahil", "(71-13-92) bukan tanggal lahir"),
    "9973014704920003": ("nik_provinsi_tidak_dikenal", "(99) bukan kode provinsi"),
    "1673014704920000": ("nik_urut_nol", "tidak mungkin 0000"),
}
UNREADABLE = ("Siti \ud83d", "\udc00", "Siti\x00Nur", "\x7f", "a\x1bb", "\ufffe")
NAMES = (
    '=HYPERLINK("http://x","y")',
    "+62812",
    "@SUM(A1:A9)",
    "-1+1",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{{ kantor.nama }}",
    "{# catatan #}",
    "[[qr]]",
    "{_{ 7*7 }_}",
    "O'Brien; DROP TABLE person",
    'A & B <C> "D" ]]>',
    "Budi 😀👨‍👩‍👧",
    "محمد علي",
    "_x0041_ \\u0041 %s {0}",
    ("Siti Nurhayati Putri " * 6)[:120].strip(),
)


@pytest.fixture
def everybody(actor: Actor) -> Actor:
    return Actor(actor.user_id, actor.login, actor.name, actor.post, frozenset(Role))


def draft_with(**typed: str) -> IntakeDraft:
    person = typed_person() | {"kk": "1673012006190004"} | typed
    return IntakeDraft(DTKS, {"pemohon": PartyEntry(person)})


def faults_of(desk: Desk, draft: IntakeDraft) -> dict[str, str]:
    """The codes of a draft by place; each has a sentence without a hole."""
    service = desk.library.catalog.services[draft.service]
    found = check(draft, service, desk.library.regions, desk.now().date()).faults
    for fault in found:
        assert fault.code in FAULTS
        assert not re.search(r"\{[a-z_]{3,}\}", fault_sentence(fault))
    return {fault.place: fault.code for fault in found}


def words(content: bytes) -> str:
    """Every word of a Word file, headers and tables too."""
    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body, *(s.header._element for s in document.sections)]
    return " ".join(node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))


@pytest.mark.parametrize("typed", NIK_FAULTS)
def test_a_wrong_nik(desk: Desk, typed: str) -> None:
    code, said = NIK_FAULTS[typed]
    draft = draft_with(nik=typed)
    service = desk.library.catalog.services[DTKS]
    (fault,) = (
        f
        for f in check(draft, service, desk.library.regions, desk.now().date()).faults
        if f.place == "pemohon.nik"
    )
    assert fault.code == code
    assert said in fault_sentence(fault)
    assert typed not in fault_sentence(fault)


@pytest.mark.parametrize(
    "typed",
    ["\u202a1673014704920003\u202c", "1673 0147 0492 0003", "'1673014704920003", "1673.0147.0492.0003"],
)
def test_a_nik_from_the_clipboard(desk: Desk, typed: str) -> None:
    assert "pemohon.nik" not in faults_of(desk, draft_with(nik=typed))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Rp50.000,-", 50_000), ("Rp. 50.000", 50_000), ("rp 1.250.000,00", 1_250_000), ("50000", 50_000),
        ("1.5", None), ("1,000", None), ("50.00", None), ("5e4", None), ("0x10", None), ("9" * 10_000, None),
    ],
)  # fmt: skip
def test_an_amount_is_never_guessed(typed: str, value: int | None) -> None:
    field = MoneyField(code="uang", label="Uang")
    if value is None:
        with pytest.raises(Refused):
            field.parse(typed, MONDAY.date())
    else:
        assert field.parse(typed, MONDAY.date()) == value


def test_a_birth_date_in_the_future(desk: Desk) -> None:
    assert faults_of(desk, draft_with(tanggal_lahir="24/11/2026"))["pemohon.tanggal_lahir"] == (
        "tanggal_di_masa_depan"
    )


@pytest.mark.parametrize("text", ["a" * 10_000, *UNREADABLE])
def test_every_field_refuses_what_it_cannot_keep(desk: Desk, actor: Actor, text: str) -> None:
    """In every field of every service; the draft keeps it as it was typed all the same."""
    for service in desk.library.catalog.services.values():
        parties = {
            party.code: PartyEntry({entry.code: text for entry in entry_fields(party, False)})
            for party in service.parties
        }
        papers = {
            r.code: PaperEntry("ada", r.default_mode.value, "", text, "", text)
            for r in service.paper_requirements()
        }
        overrides = {rule.code: text for rule in service.rules}
        answers = {field.code: text for field in service.fields}
        draft = IntakeDraft(service.code, parties, answers, papers, overrides, text)
        found = faults_of(desk, draft)
        for party in service.parties:
            if party.when is None:
                assert f"{party.code}.nama" in found
        assert {f"berkas.{code}" for code in papers} <= set(found)
        assert {f"aturan.{code}" for code in overrides} <= set(found)
        assert "catatan" in found
        with pytest.raises(InvalidInput):
            submit(desk.uow(), actor, draft, service, desk.library.regions, desk.now())
        kept_id = keep_draft(desk.uow(), actor, draft, None, desk.now())
        kept = {one.id: one for one in drafts_of(desk.reader(), actor)}[kept_id]
        assert kept.draft == draft
        kept.title.encode()


def test_a_name_nobody_sees_is_no_name(desk: Desk) -> None:
    assert faults_of(desk, draft_with(nama="\u200b\u200d \u2060"))["pemohon.nama"] == "wajib_diisi"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_text_breaks_a_draft(desk: Desk, actor: Actor, data: st.DataObject) -> None:
    """Whatever is typed anywhere: it is judged without failing, kept, and found again unchanged."""
    text = st.text(st.characters(), max_size=40) | st.sampled_from(NAMES)
    service = desk.library.catalog.services[data.draw(st.sampled_from(sorted(desk.library.catalog.services)))]
    temporary = data.draw(st.booleans())
    parties = {
        party.code: PartyEntry(
            {entry.code: data.draw(text) for entry in entry_fields(party, temporary)},
            temporary=temporary and party.kind is PartyKind.PERSON,
        )
        for party in service.parties
    }
    answers = {field.code: data.draw(text) for field in service.fields}
    draft = IntakeDraft(service.code, parties, answers, note=data.draw(text))
    faults_of(desk, draft)
    kept_id = keep_draft(desk.uow(), actor, draft, None, desk.now())
    assert {one.id: one.draft for one in drafts_of(desk.reader(), actor)}[kept_id] == draft


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(desk: Desk, actor: Actor, everybody: Actor, name: str) -> None:
    """In the list, the record, the receipt, the draft letter, the register and the workbook."""
    taken = take_dtks(desk, actor, name)
    assert see(desk, everybody, taken.request_id).row.client_name == name
    person_id = 1
    assert form_of(desk.reader(), actor, PartyKind.PERSON, person_id).typed["nama"] == name
    letters = desk.library.letters
    assert name in words(receipt(desk.reader(), letters, taken.request_id, desk.now()).content)
    product = desk.library.catalog.services[DTKS].documents()[0]
    draft = draft_letter(desk.reader(), letters, taken.request_id, product.code, desk.now())
    assert name in words(draft.content)
    service, period = desk.library.catalog.services[DTKS], month(2026, 11)
    assert name in words(print_register(desk.reader(), actor, letters, service, period, desk.now()).content)
    with desk.reading() as session:
        book = build_recap(session, {DTKS: service}, frozenset({DTKS}), period, name, desk.now())
    sheets = openpyxl.load_workbook(io.BytesIO(book.content))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if name in str(cell.value)} == {"s"}
    typed = {cell.data_type for row in sheets["Rincian"].iter_rows() for cell in row}
    assert "s" in typed
    assert "f" not in typed


def test_what_a_reviewer_types_is_bounded_too(desk: Desk, actor: Actor, everybody: Actor) -> None:
    taken = take_stranded(desk, actor).request_id
    for reason in ("a" * 10_000, *UNREADABLE):
        with pytest.raises(InvalidInput) as caught:
            pass_on(desk, everybody, taken, reason=reason)
        assert [fault.place for fault in caught.value.faults] == ["alasan"]
    assert see(desk, everybody, taken).row.version == 1


@pytest.mark.parametrize("text", ["a" * 10_000, *UNREADABLE])
def test_settings_refuse_what_no_letter_can_hold(desk: Desk, actor: Actor, text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        change_office(desk.uow(), actor, replace(the_office(desk.reader()), name=text))
    assert [fault.place for fault in caught.value.faults] == ["name"]
    with pytest.raises(InvalidInput) as caught:
        keep_official(desk.uow(), actor, OfficialData("bendahara", "BENDAHARA", text))
    assert [fault.place for fault in caught.value.faults] == ["name"]
    user = UserData("budi", text, "Kasi", frozenset({Role.KASI}))
    with pytest.raises(InvalidInput) as caught:
        add_user(desk.uow(), actor, desk.ring, desk.key, user, PASSWORD, desk.now())
    assert "name" in [fault.place for fault in caught.value.faults]


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_document(data: bytes, change: Mapping[str, str]) -> bytes:
    """A Word file in whose document some text was exchanged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                text = content.decode()
                for former, latter in change.items():
                    assert former in text
                    text = text.replace(former, latter, 1)
                content = text.encode()
            new.writestr(info, content)
    return buffer.getvalue()


BROKEN = {
    "empty": lambda data: b"",
    "text": lambda data: b"Yth. Bapak/Ibu",
    "cut off": truncated,
    "flipped": lambda data: data[:300] + bytes(b ^ 0x55 for b in data[300:900]) + data[900:],
    "no words": lambda data: with_document(data, {"</w:body>": ""}),
    "an open brace": lambda data: with_document(data, {"</w:t>": " {{ isian.asal </w:t>"}),
    "an open loop": lambda data: with_document(data, {"</w:t>": " {% for a in berkas %}</w:t>"}),
    "an unknown field": lambda data: with_document(data, {"</w:t>": " {{ isian.tidak_ada }}</w:t>"}),
    "an unknown filter": lambda data: with_document(data, {"</w:t>": " {{ isian.asal|hapus }}</w:t>"}),
    "a way out": lambda data: with_document(data, {"</w:t>": " {{ ''.__class__.__mro__ }}</w:t>"}),
    "a division": lambda data: with_document(data, {"</w:t>": " {{ 1/0 }}</w:t>"}),
    "a long loop": lambda data: with_document(
        data, {"</w:t>": " {% for a in range(99999999) %}x{% endfor %}</w:t>"}
    ),
}


def numbered(desk: Desk, actor: Actor, everybody: Actor) -> tuple[int, str]:
    """A numbered letter whose file is not made yet: its id and number."""
    taken = take_stranded(desk, actor).request_id
    for _ in range(9):
        decided = pass_on(desk, everybody, taken)
        if decided.numbers:
            return decided.letters[0], decided.numbers[0]
    raise AssertionError("no letter was numbered")


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_template_of_the_office(desk: Desk, actor: Actor, everybody: Actor, kind: str) -> None:
    """The number and the words are kept; once the template is mended the same letter comes out."""
    letter_id, number = numbered(desk, actor, everybody)
    with desk.reader() as uow:
        name = uow.letters.get(letter_id).template
    own = desk.paths.templates / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_bytes(BROKEN[kind]((paths.templates_dir() / name).read_bytes()))
    with pytest.raises(UserError) as caught:
        file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)
    assert caught.value.code in ("templat_rusak", "templat_isian_tidak_dikenal")
    told = sentence(caught.value)
    assert name in told.text
    assert not re.search(r"[{][a-z]+[}]", told.text + told.advice)
    own.unlink()
    file = file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)
    assert number in words(file.content)


def test_a_missing_template(tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its service is left out of the catalogue and said; an application that was taken keeps its number."""
    shipped = tmp_path / "templat bawaan"
    shutil.copytree(paths.templates_dir(), shipped)
    monkeypatch.setattr(places, "templates_dir", lambda: shipped)
    gate = gate_at(tmp_path / "data", clock)
    desk, actor = settled(gate)
    everybody = Actor(actor.user_id, actor.login, actor.name, actor.post, frozenset(Role))
    letter_id, number = numbered(desk, actor, everybody)
    with desk.reader() as uow:
        name = uow.letters.get(letter_id).template
    aside = tmp_path / "disimpan.docx"
    (shipped / name).replace(aside)
    with pytest.raises(UserError, match="templat_hilang"):
        file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)
    desk.close()
    gate = Gate(gate.paths, ring_at=cheap_ring, now=clock)
    desk, actor = gate.open("rani", PASSWORD)
    assert STRANDED not in desk.library.catalog.services
    assert any(name in fault_sentence(fault.fault()) for fault in desk.library.catalog.faults)
    aside.replace(shipped / name)
    assert number in words(file_letter(desk.uow(), desk.library.letters, desk.store, letter_id).content)
    desk.close()


SERVICE_FILES: dict[str, bytes] = {
    "no TOML": b"kode = = 3",
    "latin-1": 'nama = "Pé"'.encode("latin-1"),
    "empty": b"",
    "binary": bytes(range(256)) * 8,
    "deep": b"a = " + b"[" * 100_000,
    "deep tables": b"a = " + b"{b=" * 5_000 + b"1" + b"}" * 5_000,
    "large": b"# " + b"x" * 1_100_000,
    "a large number": b"schema = " + b"9" * 5_000,
    "not a number": b"schema = nan",
    "from the future": b"schema = 99",
    "a date": b"schema = 1\ncode = 2026-01-01",
    "a wrong kind": b'schema = "satu"\nparties = 3',
}


@pytest.mark.parametrize("kind", SERVICE_FILES)
def test_a_broken_service_file_harms_no_other(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "katalog"
    shutil.copytree(paths.resources_dir() / "catalog", folder)
    (folder / "lubuklinggau" / "rusak.toml").write_bytes(SERVICE_FILES[kind])
    gate = gate_at(tmp_path / "data")
    catalog = Gate(gate.paths, ring_at=cheap_ring, catalog=folder).library.catalog
    assert set(catalog.services) == set(gate.library.catalog.services)
    assert catalog.faults
    for fault in catalog.faults:
        assert fault.code in FAULTS
        assert "lubuklinggau/rusak.toml" in fault_sentence(fault.fault())


def test_an_office_whose_service_file_broke_still_opens(tmp_path: Path, clock: StandingClock) -> None:
    """Applications taken under the service are read and walked on by the version they were taken under."""
    folder = tmp_path / "katalog"
    shutil.copytree(paths.resources_dir() / "catalog", folder)
    gate = gate_at(tmp_path / "data", clock)
    desk, actor = settled(gate)
    taken = take_stranded(desk, actor).request_id
    desk.close()
    (broken,) = (f for f in folder.rglob("*.toml") if f'"{STRANDED}"' in f.read_text("utf-8"))
    broken.write_text("rusak = [", "utf-8")
    desk, actor = Gate(gate.paths, ring_at=cheap_ring, now=clock, catalog=folder).open("rani", PASSWORD)
    assert STRANDED not in desk.library.catalog.services
    everybody = Actor(actor.user_id, actor.login, actor.name, actor.post, frozenset(Role))
    pass_on(desk, everybody, taken)
    assert see(desk, everybody, taken).row.version == 2
    desk.close()


@pytest.fixture
def logged(desk: Desk) -> Iterator[Path]:
    log.start(desk.paths, logging.DEBUG)
    yield desk.paths.logs
    log.stop()


def test_nothing_of_a_person_reaches_the_log(
    desk: Desk, actor: Actor, everybody: Actor, logged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every kind of failure: refused entries, broken templates, a damaged store, a defect."""
    logger = logging.getLogger("dinsos_desk.uji")
    nik = typed_person()["nik"]
    failures: list[BaseException] = []

    def attempt(action: object) -> None:
        try:
            action()  # type: ignore[operator]
        except Exception as error:
            failures.append(error)
            logger.exception("failed: %s", error)
            logger.error("failed with %s and %s", nik, MARK, exc_info=error)

    letter_id, _ = numbered(desk, actor, everybody)
    taken = take_dtks(desk, actor, MARK).request_id
    attempt(lambda: submit_wrong(desk, actor, {"nama": MARK, "nik": nik[:-1]}))
    attempt(lambda: pass_on(desk, everybody, taken, reason=MARK * 500))
    attempt(lambda: take_dtks(desk, actor, f"{MARK}\ud83d"))
    monkeypatch.setattr(desk.library.letters, "render", lambda *a: int(MARK + nik))
    attempt(lambda: receipt(desk.reader(), desk.library.letters, taken, desk.now()))
    with desk.uow() as uow:
        uow.letters.get(letter_id).stored = "0" * 64
        uow.commit()
    attempt(lambda: file_letter(desk.uow(), desk.library.letters, desk.store, letter_id))
    attempt(lambda: desk.ask(lambda s: s.connection().exec_driver_sql(f"SELECT {MARK}, '{nik}'")))
    assert len(failures) == 6
    written = "".join(path.read_text("utf-8") for path in logged.iterdir())
    assert written.count("failed") == 12
    assert MARK not in written
    assert nik not in written
    assert nik[:-1] not in written


def submit_wrong(desk: Desk, actor: Actor, typed: dict[str, str]) -> None:
    service = desk.library.catalog.services[DTKS]
    submit(desk.uow(), actor, draft_with(**typed), service, desk.library.regions, desk.now())


def test_every_refusal_of_a_held_file_has_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses while Word holds the file: the old content stays whole, the new one waits."""
    target = tmp_path / "2026-0001 Surat.docx"
    target.write_bytes(b"lama")

    def held(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    with pytest.raises(EnvironmentProblem) as caught:
        files.atomic_write(target, b"baru")
    assert caught.value.code == "berkas_sedang_dibuka"
    assert "2026-0001 Surat.docx" in sentence(caught.value).text
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_bytes() == b"lama"


def test_every_error_says_what_to_do() -> None:
    for code in ERRORS:
        told = sentence(DeskError(code))
        assert told.text.endswith((".", "…", "{sebab}")), code  # a cause is a sentence of its own
        assert told.advice.endswith("."), code
