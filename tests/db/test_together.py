"""Several alike approved together: which may, and that one failure stops nobody else."""

from dataclasses import replace

from dinsos_desk.db.queries.requests.figures import inbox
from dinsos_desk.domain.routing import Role, StageKind
from dinsos_desk.usecases.review.together import approvable, approve_together


def waiting(desk, who, clock):
    return desk.ask(lambda session: inbox(session, who.roles, who.division, clock()))


def run(desk, who, rows, clock, stop_after=99):
    told = []
    outcomes = approve_together(
        desk.uow,
        who,
        rows,
        approvable(desk.reader(), who, [rows[0].id])[rows[0].id],
        clock,
        lambda *step: told.append(step),
        lambda: len(told) >= stop_after,
    )
    return outcomes, told


def test_only_what_the_program_does_by_itself_may_be_approved_together(desk, crew, walker, stranded, dtks):
    to_initial = walker.take(stranded).request_id
    to_hand_over = walker.take(stranded).request_id
    walker.to(to_hand_over, "penyerahan")
    both = [to_initial, to_hand_over, 999]
    found = approvable(desk.reader(), crew[Role.KASI], both)
    assert list(found) == [to_initial]
    assert found[to_initial].kind is StageKind.REVIEW
    assert approvable(desk.reader(), crew[Role.PETUGAS], both) == {}, "recorded from paper, with an entry"
    assert approvable(desk.reader(), crew[Role.KABID], both) == {}
    walker.to(to_initial, "penomoran")
    assert list(approvable(desk.reader(), crew[Role.PETUGAS], both)) == [to_initial]


def test_a_failure_of_one_is_its_result(desk, crew, walker, clock, stranded):
    ids = [walker.take(stranded).request_id for _ in range(3)]
    rows = waiting(desk, crew[Role.KASI], clock)
    walker.approve(ids[1])
    outcomes, told = run(desk, crew[Role.KASI], rows, clock)
    assert [one.row.id for one in outcomes] == ids
    assert [one.error.code if one.error else "" for one in outcomes] == ["", "sudah_diubah_orang_lain", ""]
    assert [walker.stage(one) for one in ids] == ["paraf_kabid"] * 3
    assert [step[:2] for step in told] == [(0, 3), (1, 3), (2, 3)]


def test_stopped_the_rest_stays_as_it_was(desk, crew, walker, clock, stranded):
    ids = [walker.take(stranded).request_id for _ in range(3)]
    rows = waiting(desk, crew[Role.KASI], clock)
    outcomes, _ = run(desk, crew[Role.KASI], rows, clock, stop_after=1)
    assert [one.decided is not None for one in outcomes] == [True, False, False]
    assert not any(one.error for one in outcomes)
    assert [walker.stage(one) for one in ids] == ["paraf_kabid", "paraf_kasi", "paraf_kasi"]


def test_numbers_are_given_together_one_after_another(desk, crew, walker, clock, stranded):
    for _ in range(3):
        walker.to(walker.take(stranded).request_id, "penomoran")
    rows = [row for row in waiting(desk, crew[Role.PETUGAS], clock) if row.stage_name.startswith("Penomoran")]
    outcomes, _ = run(desk, crew[Role.PETUGAS], rows, clock)
    numbers = [one.decided.numbers[0] for one in outcomes]
    assert len(set(numbers)) == 3
    assert all(one.decided.letters for one in outcomes)


def test_somebody_who_no_longer_may_gets_a_refusal_for_each(desk, crew, walker, clock, stranded):
    walker.take(stranded)
    kasi = crew[Role.KASI]
    rows = waiting(desk, kasi, clock)
    alike = approvable(desk.reader(), kasi, [rows[0].id])[rows[0].id]
    reader = replace(kasi, roles=frozenset({Role.PEMBACA}))
    told = approve_together(desk.uow, reader, rows, alike, clock, lambda *_: None, lambda: False)
    assert [one.error.code for one in told] == ["tidak_berwenang"]
