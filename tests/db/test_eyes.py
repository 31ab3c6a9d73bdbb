"""Nobody's data is seen by the wrong eyes: who only administers, and who only reads."""

from dataclasses import replace

from dinsos_desk.domain.routing import Role
from dinsos_desk.scans import read_scan
from dinsos_desk.usecases.complaints.view import person_of_request
from dinsos_desk.usecases.intake.attachments import Owner, attach, page_of
from dinsos_desk.usecases.obligations.tickler import NewTickler, add_tickler, open_ticklers
from dinsos_desk.usecases.people.knowing import view_person
from tests.db.test_rights_by_division import asked, numbered, refused
from tests.factories import colleague
from tests.unit.test_scans import photo
from ui.search.results import find_everything

__all__ = ["numbered"]


def client_of(desk, request_id) -> int:
    """The person of an application."""
    found = person_of_request(desk.reader(), request_id)
    assert found is not None
    return found


SEEN = ("view", "draft", "letter", "receipt", "attachments")


def test_who_only_administers_sees_no_case_and_nobody(desk, actor, numbered):
    """Accounts, services and the trail are his; letters, scans and people are not."""
    admin = colleague(desk, actor, Role.ADMIN)
    ways = asked(desk, admin, numbered)
    assert [name for name in SEEN if not refused(ways[name])] == []
    person = client_of(desk, numbered)
    assert refused(lambda: view_person(desk.reader(), admin, person, desk.now().date()))
    assert find_everything(desk, admin, "2026-") == ()
    add_tickler(desk.uow(), actor, NewTickler({"isi": "Telepon Ibu", "tanggal": "hari ini"}), desk.now())
    assert open_ticklers(desk.reader(), admin, desk.now().date()) == ()


def test_a_second_hat_opens_his_eyes(desk, actor, numbered):
    admin = colleague(desk, actor, Role.ADMIN)
    both = replace(admin, roles=frozenset({Role.ADMIN, Role.PETUGAS}))
    ways = asked(desk, both, numbered)
    assert [name for name in SEEN if refused(ways[name])] == []


def test_who_only_reads_sees_letters_as_issued_but_no_scan(desk, actor, numbered):
    reader = colleague(desk, actor, Role.PEMBACA)
    ways = asked(desk, reader, numbered)
    assert [name for name in ("view", "letter", "receipt", "attachments") if refused(ways[name])] == []
    scan = read_scan("ktp.jpg", photo(400, 300))
    kept = attach(desk.uow(), actor, desk.store, Owner(request_id=numbered), "", scan, desk.now())
    assert page_of(desk.reader(), actor, desk.store, kept, 0, (10, 10)) is not None
    assert refused(lambda: page_of(desk.reader(), reader, desk.store, kept, 0, (10, 10)))
    person = client_of(desk, numbered)
    view = view_person(desk.reader(), reader, person, desk.now().date())
    assert "•" in view.masked_nik
