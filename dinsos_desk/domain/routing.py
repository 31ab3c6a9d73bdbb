"""Routes: the published procedure of a service as stages, and what a decision does to an application."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import Code, Condition, Facts, Inconsistent, Label, Strict, applies
from dinsos_desk.domain.fields import FieldDef, TextField


class Role(StrEnum):
    """The hats a user may wear; several at once are possible."""

    PETUGAS = "petugas"
    OPERATOR = "operator"
    KASI = "kasi"
    KABID = "kabid"
    SEKRETARIS = "sekretaris"
    KADIS = "kadis"
    ADMIN = "admin"
    PEMBACA = "pembaca"


WORKING_ROLES = (Role.PETUGAS, Role.OPERATOR, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS)
"""Those who handle applications; the others only read or administer."""
SEEING_ROLES = (*WORKING_ROLES, Role.PEMBACA)
"""Those who may see applications and people; who only administers sees none."""


class StageKind(StrEnum):
    """What happens at a stage."""

    INTAKE = "penerimaan"
    WORK = "kerja"
    REVIEW = "paraf"
    NUMBER = "penomoran"
    SIGN = "tanda_tangan"
    HANDOVER = "penyerahan"


class Action(StrEnum):
    """What may be decided or done; the words of the history."""

    SUBMIT = "ajukan"
    COMPLETE_PAPERS = "lengkapi"
    APPROVE = "setuju"
    RETURN = "kembalikan"
    REJECT = "tolak"
    ASK_PAPERS = "minta_kelengkapan"
    CANCEL = "batalkan"
    TRANSFER = "alihkan"


class RequestState(StrEnum):
    """Where an application stands as a whole."""

    INCOMPLETE = "belum_lengkap"
    RUNNING = "berjalan"
    RETURNED = "dikembalikan"
    READY = "siap_diambil"
    DONE = "selesai"
    REJECTED = "ditolak"
    CANCELLED = "dibatalkan"
    PASSED_ON = "dialihkan"


LOST_STATES = frozenset({RequestState.REJECTED, RequestState.CANCELLED, RequestState.PASSED_ON})
"""Closed without a product of this office."""
CLOSED_STATES = LOST_STATES | {RequestState.DONE}
OPEN_STATES = frozenset({RequestState.INCOMPLETE, RequestState.RUNNING, RequestState.RETURNED})


class Stage(Strict):
    """One stop of the route.

    ``role`` decides here; ``post`` is the title as published. ``on_paper``: roles that may record a
    decision made on paper by an official who never logs in. ``returns_to``: the stage a return goes to
    (the previous one when empty); ``may_return_to``: other stages it may go to instead. ``records``: what
    must be written down here; ``products``: documents made here. ``steps``: numbers of the published
    procedure steps this stage carries out.
    """

    code: Code
    name: Label
    kind: StageKind
    role: Role
    post: str = ""
    decisions: tuple[Action, ...] = (Action.APPROVE, Action.RETURN)
    on_paper: tuple[Role, ...] = (Role.PETUGAS, Role.OPERATOR)
    returns_to: Code | None = None
    may_return_to: tuple[Code, ...] = ()
    records: tuple[FieldDef, ...] = ()
    products: tuple[Code, ...] = ()
    steps: tuple[int, ...] = ()
    when: Condition | None = None

    @model_validator(mode="after")
    def _can_go_on(self) -> "Stage":
        if Action.APPROVE not in self.decisions:
            text = f"stage {self.code}: 'setuju' must be among its decisions"
            raise Inconsistent("tahap_tanpa_setuju", text)
        if not {self.role, *self.on_paper} <= set(WORKING_ROLES):
            text = f"stage {self.code}: administrators and readers decide nothing"
            raise Inconsistent("tahap_peran_tidak_bekerja", text)
        return self


class Route(Strict):
    """The stages in order; the first is the intake.

    ``reviewed_by_another``: whoever took an application in neither initials nor signs it himself.
    """

    reviewed_by_another: bool = False
    stages: tuple[Stage, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _well_formed(self) -> "Route":
        codes = [stage.code for stage in self.stages]
        if len(set(codes)) != len(codes):
            raise Inconsistent("tahap_kode_dua_kali", "route: a stage code appears twice")
        if self.stages[0].kind is not StageKind.INTAKE:
            text = "route: the first stage must be of kind 'penerimaan'"
            raise Inconsistent("alur_tanpa_penerimaan", text)
        if any(stage.kind is StageKind.INTAKE for stage in self.stages[1:]):
            text = "route: only the first stage may be of kind 'penerimaan'"
            raise Inconsistent("alur_penerimaan_ganda", text)
        if self.stages[0].role is not Role.PETUGAS:
            raise Inconsistent("penerimaan_bukan_petugas", "route: only a petugas takes applications in")
        for place, stage in enumerate(self.stages):
            named = (*stage.may_return_to, *((stage.returns_to,) if stage.returns_to is not None else ()))
            if not set(named) <= set(codes[:place]):
                text = f"stage {stage.code}: returns_to and may_return_to must name earlier stages"
                raise Inconsistent("tahap_kembali_ke_depan", text)
        return self

    def stage(self, code: str) -> Stage:
        """The stage with this code. Raises KeyError when there is none."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def after(self, code: str, facts: Facts) -> Stage | None:
        """The next stage in force, or None at the end."""
        place = self.stages.index(self.stage(code))
        return next((s for s in self.stages[place + 1 :] if applies(s.when, facts)), None)

    def signing_round(self, code: str) -> tuple[Stage, ...]:
        """The stages from after the signature before this one up to the signature that follows."""
        place = self.stages.index(self.stage(code))
        signed = [n + 1 for n, stage in enumerate(self.stages) if stage.kind is StageKind.SIGN]
        start = max((end for end in signed if end <= place), default=0)
        return self.stages[start : min((end for end in signed if end > place), default=len(self.stages))]

    def before(self, code: str, facts: Facts) -> Stage:
        """The stage a return goes to: the named one, else the previous one in force.

        Raises:
            ValueError: nothing comes before it.
        """
        stage = self.stage(code)
        if stage.returns_to is not None:
            return self.stage(stage.returns_to)
        place = self.stages.index(stage)
        earlier = [s for s in self.stages[:place] if applies(s.when, facts)]
        if not earlier:
            raise ValueError(f"no stage comes before {code}")
        return earlier[-1]

    def return_targets(self, code: str, facts: Facts) -> tuple[Stage, ...]:
        """The stages a return may go to, the usual one first; empty at the intake."""
        if self.stage(code) is self.stages[0]:
            return ()
        usual = self.before(code, facts)
        others = (self.stage(other) for other in self.stage(code).may_return_to)
        return (usual, *(s for s in others if s is not usual and applies(s.when, facts)))


HANDOVER_FIELDS: tuple[FieldDef, ...] = (
    TextField(code="penerima", label="Diserahkan kepada", required=True, max_length=120),
    TextField(
        code="bukti_diri", label="Bukti diri penerima", max_length=120, help="misalnya KTP, surat kuasa"
    ),
)
REASON_NEEDED = frozenset({Action.RETURN, Action.REJECT, Action.ASK_PAPERS, Action.CANCEL, Action.TRANSFER})
_JUDGING_KINDS = frozenset({StageKind.REVIEW, StageKind.SIGN})
_ON_PAPER_KINDS = frozenset({StageKind.REVIEW, StageKind.SIGN, StageKind.WORK})


def stage_fields(stage: Stage) -> tuple[FieldDef, ...]:
    """What must be written down when a stage is passed."""
    return (HANDOVER_FIELDS if stage.kind is StageKind.HANDOVER else ()) + stage.records


def decided_on_paper(stage: Stage, roles: frozenset[Role]) -> bool:
    """Whether these roles can only record here what an official decided on paper."""
    return stage.kind in _ON_PAPER_KINDS and stage.role not in roles and bool(roles & set(stage.on_paper))


@dataclass(frozen=True)
class Position:
    """Where an application stands: its state and its stage."""

    state: RequestState
    stage: str


def is_own_intake(route: Route, stage: Stage, roles: frozenset[Role], took_in: bool) -> bool:
    """Whether the route keeps this user from deciding here, because he took the application in himself."""
    judges = stage.kind in _JUDGING_KINDS and stage.role in roles
    return route.reviewed_by_another and took_in and judges


def hats_here(route: Route, stage: Stage, roles: frozenset[Role], took_in: bool) -> frozenset[Role]:
    """The roles a user may act in at a stage.

    Who took the application in and may not judge it himself lays the hat of that stage down; what another
    official decided on paper he may still write down.
    """
    return roles - {stage.role} if is_own_intake(route, stage, roles, took_in) else roles


def move(route: Route, at: Position, action: Action, facts: Facts, to: str = "") -> Position:
    """Where an action leads, by the rules of the route alone. ``to``: the stage chosen for a return.

    Raises:
        ValueError: the action makes no sense here (the caller asks ``allowed`` first).
    """
    stage = route.stage(at.stage)
    first = route.stages[0]
    if action in (Action.SUBMIT, Action.COMPLETE_PAPERS, Action.APPROVE):
        following = route.after(stage.code, facts)
        if following is None:
            return Position(RequestState.DONE, stage.code)
        ready = following.kind is StageKind.HANDOVER
        return Position(RequestState.READY if ready else RequestState.RUNNING, following.code)
    if action is Action.RETURN:
        target = route.before(stage.code, facts)
        if to:
            target = next((s for s in route.return_targets(stage.code, facts) if s.code == to), first)
            if target.code != to:
                raise ValueError(f"{stage.code} does not return to {to}")
        state = RequestState.RETURNED if target is first else RequestState.RUNNING
        return Position(state, target.code)
    if action is Action.ASK_PAPERS:
        return Position(RequestState.INCOMPLETE, first.code)
    if action is Action.REJECT:
        return Position(RequestState.REJECTED, stage.code)
    if action in (Action.CANCEL, Action.TRANSFER):
        gone = RequestState.PASSED_ON if action is Action.TRANSFER else RequestState.CANCELLED
        return Position(gone, stage.code)
    raise ValueError(f"{action} leads nowhere from {at}")


def hats_of(stage: Stage) -> frozenset[Role]:
    """The roles that act at a stage: those that decide, and those that record what was decided on paper."""
    return frozenset({stage.role} if stage.kind is StageKind.INTAKE else {stage.role, *stage.on_paper})


def allowed(route: Route, at: Position, roles: frozenset[Role]) -> tuple[Action, ...]:
    """What a user with these roles may do now, including recording a decision made on paper.

    A Kasi may close an application that waits for papers, besides the desk that waits for them.
    """
    if at.state in CLOSED_STATES:
        return ()
    stage = route.stage(at.stage)
    if stage.kind is StageKind.INTAKE:
        if not roles & hats_of(stage):
            may_close = at.state is RequestState.INCOMPLETE and Role.KASI in roles
            return (Action.CANCEL,) if may_close else ()
        goes_on = Action.COMPLETE_PAPERS if at.state is RequestState.INCOMPLETE else Action.SUBMIT
        elsewhere = (Action.TRANSFER,) if Action.TRANSFER in stage.decisions else ()
        return (goes_on, Action.CANCEL, *elsewhere)
    return stage.decisions if roles & hats_of(stage) else ()
