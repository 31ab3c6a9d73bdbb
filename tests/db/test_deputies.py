"""Who signs in whose place: Plt., Plh., a.n. and u.b. by date, and how the block is written."""

from dataclasses import replace
from datetime import date

import pytest

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.errors import InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.letters.words import signer_words
from dinsos_desk.usecases.office.officials import check_official, keep_official, officials

FROM, UNTIL = date(2026, 11, 23), date(2026, 11, 27)
DEPUTIES = {
    "plt": ("KEPALA DINAS SOSIAL", ["Plt. KEPALA DINAS SOSIAL,"]),
    "plh": ("KEPALA DINAS SOSIAL", ["Plh. KEPALA DINAS SOSIAL,"]),
    "an": ("SEKRETARIS", ["a.n. KEPALA DINAS SOSIAL", "SEKRETARIS,"]),
    "ub": (
        "SEKRETARIS\nKEPALA BIDANG REHABILITASI SOSIAL",
        ["a.n. KEPALA DINAS SOSIAL", "SEKRETARIS", "u.b.", "KEPALA BIDANG REHABILITASI SOSIAL,"],
    ),
}


def head_of(desk):
    return next(one for one in officials(desk.reader()) if one.post == HEAD_POST)


def block_on(desk, day):
    with desk.reader() as uow:
        return signer_words(uow.offices.official_on(HEAD_POST, day), HEAD_POST)


def deputy_of(head, kind, **changes):
    made = replace(
        head,
        id=None,
        kind=kind,
        title=DEPUTIES[kind][0],
        name="Contoh Wakil",
        valid_from=FROM,
        valid_until=UNTIL,
    )
    return replace(made, **changes)


@pytest.mark.parametrize("kind", DEPUTIES)
def test_a_deputy_signs_between_two_dates_and_the_holder_before_and_after(desk, actor, kind):
    head = replace(head_of(desk), title="KEPALA DINAS SOSIAL")
    keep_official(desk.uow(), actor, head)
    keep_official(desk.uow(), actor, deputy_of(head, kind))
    for day in (FROM, UNTIL):
        assert block_on(desk, day)["jabatan"] == DEPUTIES[kind][1]
        assert block_on(desk, day)["nama"] == "Contoh Wakil"
    for day in (date(2026, 11, 22), date(2026, 11, 28)):
        assert block_on(desk, day)["nama"] == head.name


def test_in_the_name_of_who_acts_when_the_post_is_vacant(desk, actor):
    head = replace(head_of(desk), title="KEPALA DINAS SOSIAL", valid_until=date(2026, 11, 1))
    keep_official(desk.uow(), actor, head)
    keep_official(desk.uow(), actor, deputy_of(head, "an", valid_until=None))
    assert block_on(desk, FROM)["jabatan"][0] == "a.n. KEPALA DINAS SOSIAL", "as the last holder was called"
    acting = deputy_of(head, "plt", valid_from=date(2026, 11, 2), valid_until=None)
    keep_official(desk.uow(), actor, acting)
    assert block_on(desk, FROM)["jabatan"] == ["a.n. Plt. KEPALA DINAS SOSIAL", "SEKRETARIS,"]
    assert block_on(desk, date(2026, 11, 10))["jabatan"] == ["Plt. KEPALA DINAS SOSIAL,"]


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("ub", "KEPALA BIDANG", "dua baris"),
        ("an", "a.n. KEPALA DINAS\nSEKRETARIS", "tanpa"),
        ("plt", "Plt. KEPALA DINAS", "tanpa"),
    ],
)
def test_a_block_that_would_come_out_wrong_is_refused_at_its_field(desk, kind, title, said):
    (fault,) = check_official(deputy_of(head_of(desk), kind, title=title))
    assert fault.place == "title"
    assert fault_sentence(fault)
    assert said in fault.code.replace("_", " ")


def test_two_who_sign_in_the_same_way_do_not_overlap(desk, actor):
    head = head_of(desk)
    keep_official(desk.uow(), actor, deputy_of(head, "an"))
    with pytest.raises(InvalidInput):
        keep_official(desk.uow(), actor, deputy_of(head, "an", name="Contoh Lain"))
    keep_official(desk.uow(), actor, deputy_of(head, "ub"))
