"""Officials whose dates overlap, posts that an office names, users of the first start, roles nobody has."""

import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.desk import Desk
from dinsos_desk.documents.pictures import transparent_png
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.officials import (
    OfficialData,
    check_official,
    keep_official,
    official_columns,
    officials,
    remove_official,
)
from dinsos_desk.usecases.office.posts import keep_post, office_posts, post_rows, remove_post
from dinsos_desk.usecases.office.setup import check_emblem, read_emblem
from dinsos_desk.usecases.office.users import NewUser, UserData, sign_in, unstaffed, users
from tests.factories import PASSWORD, gate_at, setup_for

POST = "kepala_uptd"
FIRST = OfficialData(POST, "KEPALA UPTD", "Contoh Satu", valid_from=date(2026, 1, 1), id=7)


def second(kind: str, first: date, last: date | None = None) -> OfficialData:
    return OfficialData(POST, "KEPALA UPTD", "Contoh Dua", kind=kind, valid_from=first, valid_until=last)


@pytest.mark.parametrize(
    ("here", "there", "refused"),
    [
        (FIRST, second("definitif", date(2026, 6, 1)), True),
        (FIRST, second("plt", date(2026, 6, 1)), False),
        (FIRST, second("plh", date(2026, 6, 1), date(2026, 6, 7)), False),
        (FIRST, second("definitif", date(2024, 1, 1), date(2025, 12, 31)), False),
        (FIRST, second("definitif", date(2024, 1, 1), date(2026, 1, 1)), True),
        (replace(FIRST, valid_until=date(2026, 5, 31)), second("definitif", date(2026, 6, 1)), False),
        (replace(FIRST, kind="plt"), second("plt", date(2026, 6, 1)), True),
        (replace(FIRST, kind="plt"), second("plh", date(2026, 6, 1)), False),
        (replace(FIRST, post="lain"), second("definitif", date(2026, 6, 1)), False),
    ],
)
def test_two_of_one_kind_do_not_hold_a_post_on_one_day(
    here: OfficialData, there: OfficialData, refused: bool
) -> None:
    found = check_official(there, [here])
    assert [(fault.code, fault.place) for fault in found] == (
        [("pejabat_tumpang_tindih", "valid_from")] if refused else []
    )
    for fault in found:
        assert "Contoh Satu" in fault_sentence(fault)
        assert "tanggal akhirnya" in fault_sentence(fault)


def test_an_overlap_is_refused_and_an_own_change_is_none(desk: Desk, actor: Actor) -> None:
    head = next(o for o in officials(desk.reader()) if o.post == HEAD_POST)
    with pytest.raises(InvalidInput) as caught:
        keep_official(desk.uow(), actor, replace(head, id=None, name="Contoh Lain"))
    assert caught.value.faults[0].place == "valid_from"
    keep_official(desk.uow(), actor, replace(head, rank="Pembina Utama"))
    keep_official(desk.uow(), actor, replace(head, id=None, kind="plh", name="Contoh Harian"))
    ended = replace(head, valid_until=date(2026, 11, 30))
    keep_official(desk.uow(), actor, ended)
    keep_official(desk.uow(), actor, replace(head, id=None, name="Contoh Baru", valid_from=date(2026, 12, 1)))
    assert sum(o.post == HEAD_POST for o in officials(desk.reader())) == 3


def test_an_emblem_of_40_mb_or_of_endless_pixels_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "besar.png"
    with large.open("wb") as file:
        file.write(transparent_png("x"))
        file.truncate(40 * 1024 * 1024)
    with pytest.raises(UserError, match="gambar_terlalu_besar"):
        read_emblem(large)
    with pytest.raises(EnvironmentProblem, match="berkas_tidak_terbaca"):
        read_emblem(tmp_path / "hilang.png")
    with pytest.raises(UserError, match="gambar_terlalu_besar"):
        check_emblem(_endless_png())
    with pytest.raises(UserError, match="gambar_tidak_dikenal"):
        check_emblem(b"GIF")


def _endless_png() -> bytes:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body


def test_posts_are_those_of_the_preset_until_one_is_named(desk: Desk, actor: Actor) -> None:
    preset = desk.offices.presets["contoh"]
    before = office_posts(desk)
    assert before[: len(preset.posts)] == preset.posts
    code = keep_post(desk, actor, "", "  Kepala   UPTD Rumah Singgah ", Role.KABID, "UPTD")
    assert code == "kepala_uptd_rumah_singgah"
    after = office_posts(desk)
    assert [post.code for post in after] == [*(post.code for post in before), code]
    assert after[-1].name == "Kepala UPTD Rumah Singgah"
    keep_post(desk, actor, code, "Kepala UPTD Trauma Center", Role.KABID)
    assert (office_posts(desk)[-1].name, office_posts(desk)[-1].division) == ("Kepala UPTD Trauma Center", "")
    remove_post(desk, actor, code)
    assert office_posts(desk) == before


def test_a_post_that_signs_or_is_held_stays(desk: Desk, actor: Actor) -> None:
    with pytest.raises(UserError, match="jabatan_dipegang"):
        remove_post(desk, actor, HEAD_POST)
    for official in officials(desk.reader()):
        remove_official(desk.uow(), actor, official.id or 0)
    with pytest.raises(UserError, match="jabatan_menandatangani"):
        remove_post(desk, actor, HEAD_POST)
    row = next(row for row in post_rows(desk) if row.post.code == HEAD_POST)
    assert row.holders == ()
    assert row.signs


@pytest.mark.parametrize(
    ("name", "role", "code"),
    [
        ("  ", Role.KABID, "wajib_diisi"),
        ("kepala dinas SOSIAL", Role.KABID, "jabatan_sudah_ada"),
        ("x" * 200, Role.KABID, "teks_terlalu_panjang"),
        ("Arsiparis", Role.ADMIN, "pilihan_tidak_dikenal"),
    ],
)
def test_a_wrong_post_is_refused(desk: Desk, actor: Actor, name: str, role: Role, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        keep_post(desk, actor, "", name, role)
    assert caught.value.faults[0].code == code


def new_user(login: str, *roles: Role, password: str = PASSWORD) -> NewUser:
    return NewUser(UserData(login, f"Contoh {login}", "", frozenset(roles)), password)


def test_the_first_start_makes_every_user(tmp_path: Path) -> None:
    gate = gate_at(tmp_path / "data")
    colleagues = (new_user("kasi", Role.KASI), new_user("kabid", Role.KABID))
    desk, _ = gate.set_up(setup_for(gate, colleagues=colleagues))
    desk.close()
    again, actor = gate.open("kabid", PASSWORD)
    try:
        assert actor.roles == {Role.KABID}
        assert {user.login for user in users(again.reader())} == {"rani", "kasi", "kabid"}
        assert sign_in(again.reader(), "kasi").roles == {Role.KASI}
    finally:
        again.close()


def test_wrong_colleagues_and_officials_are_named_and_nothing_is_made(tmp_path: Path) -> None:
    gate = gate_at(tmp_path / "data")
    wrong = setup_for(
        gate,
        colleagues=(
            new_user("Rani", Role.KASI),
            new_user("kasi"),
            new_user("kabid", Role.KABID, password="x"),
        ),
        officials=(FIRST, replace(FIRST, id=None, name="Contoh Dua")),
    )
    with pytest.raises(InvalidInput) as caught:
        gate.set_up(wrong)
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [
        ("nama_masuk_terpakai", "pengguna.0.login"),
        ("peran_kosong", "pengguna.1.roles"),
        ("sandi_pendek", "pengguna.2.password"),
        ("pejabat_tumpang_tindih", "pejabat.1.valid_from"),
    ]
    assert gate.is_new


def test_what_official_columns_hold() -> None:
    columns = official_columns(replace(FIRST, nip="19800101 200501 1 001", name=" Contoh  "))
    assert (columns["nip"], columns["name"]) == ("198001012005011001", "Contoh")
    assert "id" not in columns


def test_roles_that_nobody_has(desk: Desk) -> None:
    services = desk.catalog.services.values()
    rani = UserData("rani", "Rani", "", frozenset({Role.ADMIN, Role.PETUGAS}))
    found = unstaffed(services, [rani])
    assert not found.needed
    assert Role.KADIS in found.on_paper
    alone = unstaffed(services, [replace(rani, roles=frozenset({Role.ADMIN}))])
    assert len(alone.needed[Role.PETUGAS]) == len({s.short_name for s in services})
    everybody = replace(rani, roles=frozenset(Role))
    assert unstaffed(services, [everybody]) == unstaffed([], [])
    assert unstaffed(services, [replace(everybody, active=False)]).needed
