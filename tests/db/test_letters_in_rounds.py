"""A route with two signatures: each round numbers, initials and signs its own documents."""

from dinsos_desk.domain.routing import RequestState, StageKind
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.office import add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, standing, take_in
from tests.factories import StandingClock, gate_at

SHELTER = "babel-panti-orang-terlantar"
SECOND = {"surat_pengantar_pemulangan", "berita_acara_pemulangan"}


def letters_after_each_signature(tmp_path):
    """The letters, by product, as they stood after the first and after the second signature."""
    clock, crowd = StandingClock(), Crowd(3)
    desk, _ = gate_at(tmp_path / "data", clock).set_up(
        sample_setup(gate_at(tmp_path / "x", clock).library, clock().date()), then=add_colleagues
    )
    service = desk.library.catalog.services[SHELTER]
    crew = crew_of(desk)
    taken = take_in(desk, crew, fill_draft(service, crowd, clock().date()), service, clock())
    seen = []
    at = standing(desk, taken.request_id, clock().date())
    while at.state is not RequestState.DONE:
        approve(desk, crew, taken.request_id, at, crowd, clock.forward(minutes=5))
        if at.stage.kind is StageKind.SIGN:
            with desk.reader() as uow:
                made = uow.letters.of_request(taken.request_id)
                seen.append({code: (x.number, x.state, x.signed_at, x.context) for code, x in made.items()})
        at = standing(desk, taken.request_id, clock().date())
    desk.close()
    return seen


def test_each_round_has_its_own_letters_initials_and_signature(tmp_path):
    first, second = letters_after_each_signature(tmp_path)
    assert set(first) == {"surat_rujukan"}
    assert set(second) == {"surat_rujukan"} | SECOND
    assert first["surat_rujukan"] == second["surat_rujukan"]
    assert {state for _, state, _, _ in second.values()} == {"ditandatangani"}
    assert len({number for number, *_ in second.values()}) == len(second)
    for _, _, _, words in second.values():
        assert [line["jabatan"] for line in words["paraf"]] == ["Kabid Rehabilitasi Sosial", "Sekretaris"]
