"""Two records of one institution: found, told apart or made one, and parted again exactly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.people import institutions
from dinsos_desk.db.queries.people.finding import find_institutions
from dinsos_desk.db.queries.people.institutions import SoughtInstitution, likely_institutions
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry, typed_institution
from dinsos_desk.domain.institutions import deed_key
from dinsos_desk.domain.people import Institution, PartyKind
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.correcting import correct, form_of
from dinsos_desk.usecases.people.knowing import view_institution
from dinsos_desk.usecases.people.merging import compare, keep_apart, merge, undo_merge

KIND = PartyKind.INSTITUTION
FOUNDATION = Institution(
    "Yayasan Kasih Bunda", "LKS", "Jalan Melati 3", "Sukajadi", "Utara", "Kota Contoh",
    "+6281255501234", "Achmad Fauzi", "012345678901000", "Nomor 12 tanggal 3 Mei 2015",
)  # fmt: skip
TWIN = Institution(
    "Yys. Kasih Boenda", "LKS", "Jl. Melati No. 3", "SUKAJADI", "Utara", "Kota Contoh",
    phone="+6281255509999", leader="A. Fauzi", npwp="0012345678901000", deed="Nomor 12 tanggal 3 Mei 2015",
)  # fmt: skip


def keep(desk: Desk, *institutions: Institution, apart: tuple[int, ...] = ()) -> list[int]:
    with desk.uow() as uow:
        ids = [uow.people.keep(one, None, 1, desk.now(), apart) for one in institutions]
        uow.commit()
    return ids


def everything(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All that belongs to institutions, but the trail."""
    with desk.reading() as session:
        return {
            table: [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM {table} ORDER BY 1"))]
            for table, columns in (
                ("institution", "id, name, kind, address, village, phone, leader, npwp, deed"),
                ("request_party", "request_id, party, institution_id"),
                ("request", "id, client_name, applicant_name"),
            )
        }


def found(desk: Desk, typed: str) -> list[int]:
    return [row.id for row in desk.ask(lambda session: find_institutions(session, typed))]


@pytest.fixture
def home(desk: Desk) -> ServiceDef:
    return desk.library.catalog.services["lubuklinggau-lks-operasional"]


@pytest.fixture
def take(desk: Desk, actor: Actor, home: ServiceDef) -> Callable[..., int]:
    """An institution's application."""

    def work(institution: Institution, known_id: int | None = None, apart: tuple[int, ...] = ()) -> int:
        draft = fill_draft(home, Crowd(5), desk.now().date())
        code = next(party.code for party in home.parties if party.kind is KIND)
        typed = {**draft.parties[code].typed, **typed_institution(institution)}
        entry = PartyEntry(typed, known_id, False, apart)
        draft = replace(draft, parties={**draft.parties, code: entry})
        return submit(desk.uow(), actor, draft, home, None, desk.now()).request_id

    return work


def institution_of(desk: Desk, request_id: int) -> int:
    with desk.reader() as uow:
        return next(i for kind, i in uow.requests.parties(request_id).values() if kind is KIND)


def test_short_and_long_ways_of_writing_find_each_other(desk: Desk, actor: Actor) -> None:
    names = (
        "Yys. Kasih Bunda", "LKSA Harapan", "P.T. Sumber Rejeki", "Lembaga Kesejahteraan Sosial Mandiri",
        "Panti Asuhan Al-Hidayah",
    )  # fmt: skip
    ids = dict(zip(names, keep(desk, *(Institution(name) for name in names)), strict=True))
    for typed, name in (
        ("yayasan kasih", names[0]), ("yys kasih", names[0]), ("jajasan kasih boenda", names[0]),
        ("yay", names[0]), ("lks harapan", names[1]), ("LKSA harap", names[1]),
        ("lembaga kesejahteraan sosial anak harapan", names[1]), ("pt sumber", names[2]),
        ("PT. Sumber", names[2]), ("lks mandiri", names[3]), ("lksa mandiri", names[3]),
        ("pa alhidayah", names[4]), ("panti al hidayah", names[4]), ("pan", names[4]),
    ):  # fmt: skip
        assert found(desk, typed)[:1] == [ids[name]], typed


def test_numbers_are_found_with_and_without_punctuation(desk: Desk, actor: Actor) -> None:
    (known,) = keep(desk, FOUNDATION)
    for typed in ("01.234.567", "012345678901000", "0012 3456 7890 1000", "08125550", "62812555"):
        assert found(desk, typed) == [known], typed
    assert found(desk, "99.888.777") == []


def test_what_asks_whether_it_is_the_same(desk: Desk, actor: Actor) -> None:
    (known,) = keep(desk, FOUNDATION)

    def likely(**values: str) -> list[str]:
        rows = desk.ask(lambda session: likely_institutions(session, SoughtInstitution(**values)))  # type: ignore[arg-type]
        assert [row.known_id for row in rows] in ([], [known])
        return [
            name
            for row in rows
            for name in ("npwp", "deed", "village", "phone")
            if getattr(row, f"same_{name}")
        ] + ["likely" for _ in rows]

    assert likely(name="Lembaga Lain", npwp="0012 3456 7890 1000") == ["npwp", "likely"]
    assert likely(name="Lembaga Lain", deed="Akta No. 12 tgl 3 mei 2015") == ["deed", "likely"]
    assert likely(name="Lembaga Lain", deed="12") == []
    assert likely(name="kasih boenda", village="sukajadi") == ["village", "likely"]
    assert likely(name="Kasih Bunda", village="Lain", phone="+6281255501234") == ["phone", "likely"]
    assert likely(name="Yys Kasih Bunda") == ["likely"]
    assert likely(name="Yayasan Kasih Bunda", village="Lain") == []
    assert likely(name="Yayasan Harapan", village="Sukajadi") == []
    assert likely(name="Yayasan") == []


def test_made_one_and_parted_exactly(desk: Desk, actor: Actor, take: Callable[..., int]) -> None:
    first, second = keep(desk, FOUNDATION, TWIN)
    own, other = take(FOUNDATION, first), take(TWIN, second)
    before = everything(desk)
    page = view_institution(desk.reader(), actor, first, desk.now().date())
    assert [row.known_id for row in page.likely] == [second]
    view = compare(desk.reader(), actor, first, second, KIND)
    assert (view.applications, view.two_niks) == (1, False)
    with pytest.raises(InvalidInput):
        merge(desk.uow(), actor, view, (), "  ", desk.now())
    assert everything(desk) == before
    merge(desk.uow(), actor, view, {"phone", "address"}, "Satu yayasan", desk.now())
    page = view_institution(desk.reader(), actor, second, desk.now().date())
    assert (page.id, {row.id for row in page.applications}) == (first, {own, other})
    assert [(row.absorbed_id, row.applications) for row in page.merges] == [(second, 1)]
    assert page.likely == ()
    assert found(desk, "yys kasih") == found(desk, "") == [first]
    with desk.reader() as uow:
        known = uow.people.institution(first)
        assert (known.phone, known.address, known.npwp) == (TWIN.phone, TWIN.address, FOUNDATION.npwp)
        assert uow.requests.get(other).applicant_name
    assert institution_of(desk, take(TWIN, second)) == first
    assert institution_of(desk, take(replace(TWIN, leader=""))) == first
    undo_merge(desk.uow(), actor, page.merges[0].id, "Ternyata dua", desk.now(), KIND)
    after = everything(desk)
    assert [row for row in after["request_party"] if row[0] in (own, other)] == before["request_party"]
    assert set(found(desk, "yys kasih")) == {first, second}
    assert view_institution(desk.reader(), actor, first, desk.now().date()).likely == ()
    with pytest.raises(UserError, match="penggabungan_bukan_terakhir"):
        undo_merge(desk.uow(), actor, page.merges[0].id, "lagi", desk.now(), KIND)


def test_undone_at_once_everything_is_as_before(desk: Desk, actor: Actor, take: Callable[..., int]) -> None:
    first, second = keep(desk, FOUNDATION, TWIN)
    take(FOUNDATION, first), take(TWIN, second)
    before = everything(desk)
    merge(desk.uow(), actor, compare(desk.reader(), actor, second, first, KIND), {"npwp"}, "satu", desk.now())
    assert everything(desk) != before
    undo_merge(desk.uow(), actor, 1, "dua", desk.now(), KIND)
    assert everything(desk) == before
    connection_rows = desk.ask(lambda session: find_institutions(session, ""))
    assert len(connection_rows) == 2


def test_told_apart_is_remembered_everywhere(desk: Desk, actor: Actor, take: Callable[..., int]) -> None:
    (first,) = keep(desk, FOUNDATION)
    request = take(replace(FOUNDATION, npwp="098765432109000"), None, (first,))
    second = institution_of(desk, request)
    assert second != first
    assert view_institution(desk.reader(), actor, first, desk.now().date()).likely == ()
    (third,) = keep(desk, TWIN)
    keep_apart(desk.uow(), actor, first, third, desk.now(), KIND)
    keep_apart(desk.uow(), actor, third, first, desk.now(), KIND)
    assert [r.known_id for r in view_institution(desk.reader(), actor, third, desk.now().date()).likely] == [
        second
    ]


def test_a_namesake_of_another_village_is_another_one(desk: Desk, actor: Actor) -> None:
    first, second = keep(
        desk, Institution("Panitia Masjid", village="Atas"), Institution("PANITIA MASJID", village="Bawah")
    )
    assert first != second
    assert keep(desk, Institution("panitia masjid", village="atas")) == [first]
    form = form_of(desk.reader(), actor, KIND, second)
    entry = PartyEntry({**form.typed, "pimpinan": "Ibu Contoh"}, second)
    correct(desk.uow(), actor, form, entry, None, desk.now(), "pengurus baru")
    with desk.reader() as uow:
        assert uow.people.institution(second).leader == "Ibu Contoh"


def test_a_corrected_name_reaches_open_applications(
    desk: Desk, actor: Actor, take: Callable[..., int], home: ServiceDef
) -> None:
    (first,) = keep(desk, FOUNDATION)
    request = take(FOUNDATION, first)
    form = form_of(desk.reader(), actor, KIND, first)
    entry = PartyEntry({**form.typed, "nama": "Yayasan Kasih Ibu"}, first)
    correct(desk.uow(), actor, form, entry, None, desk.now(), "sesuai akta")
    with desk.reader() as uow:
        row = uow.requests.get(request)
        assert "Yayasan Kasih Ibu" in (row.client_name, row.applicant_name)


def test_a_wrong_npwp_is_said_at_its_field(desk: Desk, actor: Actor) -> None:
    (first,) = keep(desk, FOUNDATION)
    form = form_of(desk.reader(), actor, KIND, first)
    assert form.typed["npwp"] == "01.234.567.8-901.000"
    entry = PartyEntry({**form.typed, "npwp": "123"}, first)
    with pytest.raises(InvalidInput) as refused:
        correct(desk.uow(), actor, form, entry, None, desk.now(), "x")
    assert [(fault.code, fault.place) for fault in refused.value.faults] == [("npwp_panjang", "lembaga.npwp")]


def test_a_stale_comparison_or_a_stranger_changes_nothing(desk: Desk, actor: Actor) -> None:
    first, second = keep(desk, FOUNDATION, replace(TWIN, npwp="098765432109000"))
    view = compare(desk.reader(), actor, first, second, KIND)
    assert view.two_niks
    with desk.uow() as uow:
        uow.people.update_institution(second, replace(TWIN, leader="Lain"), 1, desk.now(), "x")
        uow.commit()
    with pytest.raises(Conflict):
        merge(desk.uow(), actor, view, (), "satu", desk.now())
    reader = replace(actor, roles=frozenset({Role.KADIS, Role.ADMIN}))
    for act in (
        lambda: compare(desk.reader(), reader, first, second, KIND),
        lambda: keep_apart(desk.uow(), reader, first, second, desk.now(), KIND),
        lambda: undo_merge(desk.uow(), reader, 1, "x", desk.now(), KIND),
    ):
        with pytest.raises(UserError, match="tidak_berwenang"):
            act()
    merge(desk.uow(), actor, compare(desk.reader(), actor, first, second, KIND), (), "satu", desk.now())
    for statement in ("DELETE FROM institution_merge", "UPDATE institution_merge SET reason = 'lain'"):
        with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
            uow.session.execute(text(statement))


def test_only_what_may_be_the_same_is_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every institution was compared with every letter typed: 40 ms of Python for 3,000 of them."""
    others = [
        replace(FOUNDATION, name=f"Panti Lain {n}", village="Jauh", npwp=f"{n:015}", deed=f"{n}", phone="")
        for n in range(100, 130)
    ]
    keep(desk, FOUNDATION, *others)
    compared: list[str] = []
    likeness = institutions.institution_likeness

    def noted(one: str, other: str) -> float:
        compared.append(other)
        return likeness(one, other)

    monkeypatch.setattr(institutions, "institution_likeness", noted)
    monkeypatch.setattr(institutions, "deed_key", lambda deed: compared.append(deed) or deed_key(deed))
    for sought in (
        SoughtInstitution("Yys. Kasih Boenda"),
        SoughtInstitution("Yys. Kasih Boenda", " sukajadi "),
        SoughtInstitution("Apa Saja", npwp="0012345678901000"),
        SoughtInstitution("Apa Saja", deed="nomor 012 tanggal 3 mei 2015"),
    ):
        rows = desk.ask(lambda session: likely_institutions(session, sought))  # noqa: B023
        assert [row.institution.name for row in rows] == [FOUNDATION.name], sought
    assert not [name for name in compared if "Lain" in name]
    assert len(compared) < 50
