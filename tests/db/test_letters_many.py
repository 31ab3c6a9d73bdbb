"""Hundreds of letters in one go: their files made together, and what ends a run or concerns one letter."""

from dataclasses import replace
from datetime import timedelta

from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.usecases.letters.files import file_letters
from dinsos_desk.usecases.letters.making import WordFile, file_letter
from dinsos_desk.usecases.letters.prints import kept_file, kept_letters, send_letters, send_together
from tests.db.test_letter_papers import count, finished, rows


def test_one_letter_that_cannot_be_made_stops_no_other(desk, actor, walker, stranded):
    for _ in range(3):
        finished(desk, actor, walker, stranded)
    chosen = [row for row in rows(desk) if row.number]
    broken = chosen[1].id

    def make(letter_id: int) -> WordFile:
        if letter_id == broken:
            raise UserError("templat_rusak", nama="x.docx", sebab="uji")
        return file_letter(desk.uow(), desk.library.letters, desk.store, letter_id, actor)

    told = send_letters(chosen, make, lambda file: file.name, lambda *_: None, lambda: False)
    assert [bool(one.name) for one in told] == [True, False, True]
    assert told[1].error.code == "templat_rusak"


def test_a_folder_that_vanished_or_a_stop_ends_the_run(desk, actor, walker, stranded, tmp_path):
    for _ in range(3):
        finished(desk, actor, walker, stranded)
    chosen = [row for row in rows(desk) if row.number]
    written: list[str] = []

    def make(letter_id: int) -> WordFile:
        return file_letter(desk.uow(), desk.library.letters, desk.store, letter_id, actor)

    def use(file: WordFile) -> str:
        if written:
            raise EnvironmentProblem("folder_tidak_bisa_ditulis", folder="E:/")
        written.append(file.name)
        return file.name

    told = send_letters(chosen, make, use, lambda *_: None, lambda: False)
    assert [(bool(one.name), one.error is not None) for one in told] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert all(not one.name for one in send_letters(chosen, make, use, lambda *_: None, lambda: True))
    assert send_letters((), make, use, lambda *_: None, lambda: False) == ()


def test_a_file_lost_from_the_store_concerns_that_letter_alone(desk, actor, walker, stranded):
    for _ in range(3):
        finished(desk, actor, walker, stranded)
    chosen = [row for row in rows(desk) if row.number]

    def make(letter_id: int) -> WordFile:
        if letter_id == chosen[0].id:
            raise EnvironmentProblem("berkas_simpanan_hilang")
        return WordFile("surat.docx", b"PK")

    told = send_letters(chosen, make, lambda file: file.name, lambda *_: None, lambda: False)
    assert [bool(one.name) for one in told] == [False, True, True]
    used = []

    def use(files):
        used.append(list(files))
        return {name: None for name in files if name != "surat (2).docx"}

    told = send_together(chosen, make, use, lambda *_: None, lambda: False, 2)
    assert used == [["surat.docx"], ["surat (2).docx"]]
    assert [(one.name, one.error is None) for one in told] == [("", False), ("surat.docx", True), ("", True)]


def test_files_made_together_are_those_made_one_by_one(desk, actor, walker, stranded):
    for _ in range(3):
        finished(desk, actor, walker, stranded)
    ids = [row.id for row in rows(desk)]
    told = []
    wrong = make_files(desk, actor, ids, lambda done, total: told.append((done, total)))
    assert (wrong, told) == ({}, [(0, len(ids))])
    kept = kept_letters(desk.reader(), ids, actor)
    assert set(kept) == set(ids)
    for letter_id in ids:
        file = file_letter(desk.uow(), desk.library.letters, desk.store, letter_id, actor)
        assert kept_file(desk.store, kept[letter_id]) == file
    elsewhere = replace(actor, roles=frozenset({Role.KASI}), division="Bidang Lain")
    assert set(make_files(desk, elsewhere, ids)) == set(ids)
    assert kept_letters(desk.reader(), ids, elsewhere) == {}


def test_a_letter_made_anew_meanwhile_still_lacks_its_file(desk, actor, walker, clock, stranded, monkeypatch):
    for _ in range(2):
        finished(desk, actor, walker, stranded)
    ids = [row.id for row in rows(desk)]
    put = type(desk.store).put

    def meanwhile(store, data: bytes) -> str:
        with desk.uow() as uow:
            uow.letters.get(ids[0]).made_at = clock.moment + timedelta(hours=1)
            uow.commit()
        return put(store, data)

    monkeypatch.setattr(type(desk.store), "put", meanwhile)
    assert make_files(desk, actor, ids) == {}
    assert set(kept_letters(desk.reader(), ids, actor)) == set(ids[1:])


def test_only_letters_of_a_broken_template_go_without_a_file(desk, actor, walker, stranded):
    for _ in range(2):
        finished(desk, actor, walker, stranded)
    ids = [row.id for row in rows(desk)]
    with desk.uow() as uow:
        uow.letters.get(ids[0]).template = "lubuklinggau/tidak_ada.docx"
        uow.commit()
    wrong = make_files(desk, actor, [*ids, 4711])
    assert {key: error.code for key, error in wrong.items()} == {
        ids[0]: "templat_hilang",
        4711: "surat_tidak_ditemukan",
    }
    assert set(kept_letters(desk.reader(), ids, actor)) == set(ids[1:])


def test_a_full_disk_ends_the_making_and_burns_no_number(desk, actor, walker, stranded, monkeypatch):
    finished(desk, actor, walker, stranded)
    ids = [row.id for row in rows(desk)]
    numbers = count(desk, "issued_number")

    def full(_, data: bytes) -> str:
        raise EnvironmentProblem("disk_penuh", folder="C:/")

    monkeypatch.setattr(type(desk.store), "put", full)
    wrong = make_files(desk, actor, ids)
    assert {error.code for error in wrong.values()} == {"disk_penuh"}
    assert kept_letters(desk.reader(), ids, actor) == {}
    monkeypatch.undo()
    assert make_files(desk, actor, ids) == {}
    assert count(desk, "issued_number") == numbers


def make_files(desk, actor, ids, tell=lambda *_: None):
    return file_letters(desk.uow, desk.library.letters, desk.store, ids, actor, tell, lambda: False)
