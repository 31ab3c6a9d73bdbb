"""Somebody is found by whatever is known of them, in any spelling."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.people.finding import find_institutions, find_people
from dinsos_desk.db.search import is_stale, rebuild
from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import Institution, Person, Sex
from dinsos_desk.usecases.actor import Actor

TODAY = date(2026, 11, 23)
SITI = Person(
    "Siti Nurhayati", "1673014704920003", "1673012305150001", Sex.FEMALE, "Contoh", date(1992, 4, 7),
    address="Jalan Kenanga Nomor 9", rt="05", rw="02", village="Contoh Lebar", phone="+6281234567890",
)  # fmt: skip
OTHER = replace(
    SITI, nik="1673015708850001", kk="", birth_date=date(1985, 8, 17), address="Jalan Mawar Nomor 2", phone=""
)
YUSUF = Person("Drs. H. Muhammad Yusuf, M.Si", "1673010101700002", sex=Sex.MALE, birth_date=date(1970, 1, 1))


@pytest.fixture
def known(desk: Desk, actor: Actor) -> dict[str, int]:
    with desk.uow() as uow:
        ids = {
            key: uow.people.keep(subject, None, actor.user_id, desk.now())
            for key, subject in (("siti", SITI), ("other", OTHER), ("yusuf", YUSUF))
        }
        uow.commit()
    return ids


def found(desk: Desk, typed: str) -> list[int]:
    return [row.id for row in desk.ask(lambda session: find_people(session, typed, TODAY))]


@pytest.mark.parametrize(
    "typed",
    [
        "1673014704920003", "1673 0147 0492", "16730123 05150001", "081234567890", "+62 812-3456-7890",
        "7/4/1992", "07041992", "1992-04-07", "siti 1992", "nurhayati kenanga", "sitti nur hayati 7/4/92",
        "Siti Nurhayati Contoh Lebar Kenanga",
    ],
)  # fmt: skip
def test_one_of_two_namesakes_is_found_alone(desk: Desk, known: dict[str, int], typed: str) -> None:
    assert found(desk, typed) == [known["siti"]]


@pytest.mark.parametrize(
    "typed", ["siti", "SITI NURHAYATI", "si nurh", "sitti nurhajati", "siti nur hayati", "nurhayti", "sity"]
)
def test_both_namesakes_are_found_in_any_spelling(desk: Desk, known: dict[str, int], typed: str) -> None:
    assert sorted(found(desk, typed)) == sorted([known["siti"], known["other"]])


@pytest.mark.parametrize("typed", ["moh yusup", "mohamad jusuf", "M. Yusuf", "yusup", "yusuuf", "muh. yusuf"])
def test_muhammad_in_any_spelling(desk: Desk, known: dict[str, int], typed: str) -> None:
    assert found(desk, typed) == [known["yusuf"]]


@pytest.mark.parametrize("typed", ["", " ", "167", "tidak ada", "\"'*()", "9/99/1992", "siti 1/1/1992"])
def test_nothing_is_found_where_nothing_fits(desk: Desk, known: dict[str, int], typed: str) -> None:
    assert found(desk, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "920003", "4704920003", "*0003", "* 920003", "…0003", "...0003", "....0003", "siti *0003",
        "NIK berakhiran 0003", "akhiran 0003", "*0003 nurhayati", "sitti nurhayti *4704920003",
    ],
)  # fmt: skip
def test_the_last_digits_of_a_nik_find_whom_the_card_shows_no_more_of(
    desk: Desk, known: dict[str, int], typed: str
) -> None:
    assert found(desk, typed) == [known["siti"]]


@pytest.mark.parametrize("typed", ["*003", "*0009", "yusuf *0003", "*", "siti *", "... 1", "*1673 0147"])
def test_other_last_digits_find_nobody(desk: Desk, known: dict[str, int], typed: str) -> None:
    assert known["yusuf"] not in found(desk, typed)
    assert typed == "siti *" or found(desk, typed) == []


def test_the_beginning_of_a_number_comes_before_its_end(desk: Desk, actor: Actor) -> None:
    """And no more of the NIK is shown than every list shows."""
    begins = replace(SITI, name="Zainab", nik="1673014704920009", kk="")
    ends = replace(SITI, name="Aminah", nik="3201010101801673", kk="")
    with desk.uow() as uow:
        ids = [uow.people.keep(one, None, actor.user_id, desk.now()) for one in (begins, ends)]
        uow.commit()
    rows = desk.ask(lambda session: find_people(session, "1673", TODAY))
    assert [row.id for row in rows] == ids
    assert [row.masked_nik for row in rows] == ["1673••••••••0009", "3201••••••••1673"]


def test_address_and_age_tell_namesakes_apart(desk: Desk, known: dict[str, int]) -> None:
    rows = desk.ask(lambda session: find_people(session, "siti nurhayati", TODAY))
    assert {(row.age, row.address) for row in rows} == {
        (34, "Jalan Kenanga Nomor 9, RT 05/RW 02, Contoh Lebar"),
        (41, "Jalan Mawar Nomor 2, RT 05/RW 02, Contoh Lebar"),
    }
    assert SITI.nik not in repr(rows)


def test_a_corrected_name_is_found_and_the_former_not(
    desk: Desk, actor: Actor, known: dict[str, int]
) -> None:
    with desk.uow() as uow:
        uow.people.update_person(known["yusuf"], replace(YUSUF, name="Joko Susilo"), 1, desk.now(), "x")
        uow.commit()
    assert found(desk, "djoko soesilo") == [known["yusuf"]]
    assert found(desk, "muhammad yusuf") == []


def test_institutions_are_found_by_name_place_leader_and_numbers(desk: Desk, actor: Actor) -> None:
    foundation = Institution(
        "Yayasan Kasih Bunda", "Yayasan", "Jalan Melati 3", "Contoh Jadi", leader="Achmad Fauzi",
        phone="+6281255501234", npwp="012345678901234",
    )  # fmt: skip
    with desk.uow() as uow:
        uow.people.keep(foundation, None, actor.user_id, desk.now())
        uow.commit()
    for typed in ("kasih bunda", "jajasan kasih boenda", "melati", "fauzi", "0812555", "01.234.567", ""):
        assert len(desk.ask(lambda session, t=typed: find_institutions(session, t))) == 1, typed
    assert desk.ask(lambda session: find_institutions(session, "harapan")) == ()


def test_an_index_of_other_keys_is_made_anew(desk: Desk, known: dict[str, int]) -> None:
    with desk.uow() as uow:
        connection = uow.session.connection()
        connection.execute(text("DELETE FROM person_search"))
        connection.execute(text("DELETE FROM search_word"))
        connection.exec_driver_sql("PRAGMA user_version = 0")
        uow.commit()
    assert found(desk, "sitti") == []
    desk.bring_up_to_date()
    assert len(found(desk, "sitti nurhayti")) == 2
    with desk.uow() as uow:
        assert not is_stale(uow.session.connection())
        rebuild(uow.session.connection())
        uow.commit()
    assert len(found(desk, "sitti nurhayti")) == 2
