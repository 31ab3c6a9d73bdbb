"""An office with applications on their way, and rooms opened over it, for the tests of the review."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.domain.people import Sex
from dinsos_desk.domain.routing import Action
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.submit import Submitted, submit
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import Decided, Decision, decide
from tests.factories import typed_person
from ui.context import Context
from ui.events import Events
from ui.outputs import Outputs
from ui.tasks import Tasks
from ui.theme import Theme

STRANDED = "lubuklinggau-orang-terlantar"
DTKS = "lubuklinggau-dtks"
_STRANDED_ANSWERS = {
    "asal": "Kota Contoh Timur",
    "tujuan": "Kabupaten Contoh Jauh",
    "estafet": "tidak",
    "kota_berikut": "Kota Contoh Selatan",
    "moda": "bus",
    "sebab": "Kehilangan dompet dan tas di terminal.",
    "keadaan_kesehatan": "sehat",
    "uang_makan": "50000",
    "jumlah_pengikut": "0",
}
_DTKS_ANSWERS = {
    "jenis_permohonan": "surat_keterangan",
    "hubungan": "diri_sendiri",
    "status_terdaftar": "terdaftar",
    "id_dtks": "D-1",
    "desil": "2",
    "tujuan_penggunaan": "pengajuan Kartu Indonesia Pintar Kuliah",
    "berlaku_sampai": "31/12/2026",
}


def context_of(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, folder: Path) -> Context:
    """What a room is given, with outputs in a folder of the test."""
    settings = QSettings(str(folder / "tampilan.ini"), QSettings.Format.IniFormat)
    return Context(desk, actor, tasks, Events(), Outputs(settings, folder / "keluar"), theme)


def papers_of(desk: Desk, service: str, **changes: PaperEntry) -> dict[str, PaperEntry]:
    """Every paper of a service there, but for the changes."""
    requirements = desk.library.catalog.services[service].paper_requirements()
    there = {r.code: PaperEntry("ada", r.default_mode.value) for r in requirements}
    return {**there, **changes}


def take_stranded(
    desk: Desk, actor: Actor, name: str = "Ahmad Fauzi", *, complete: bool = True, **answers: str
) -> Submitted:
    """A stranded traveller without papers at the desk."""
    person = {
        "nama": name,
        "jenis_kelamin": "l",
        "perkiraan_umur": "45",
        "ciri_ciri": "Bekas luka di pelipis",
    }
    missing = {} if complete else {"surat_kepolisian": PaperEntry("menyusul")}
    draft = IntakeDraft(
        STRANDED,
        {"klien": PartyEntry(person, temporary=True)},
        _STRANDED_ANSWERS | answers,
        papers_of(desk, STRANDED, **missing),
    )
    return submit(desk.uow(), actor, draft, desk.library.catalog.services[STRANDED], None, desk.now())


def take_dtks(desk: Desk, actor: Actor, name: str = "Siti Nurhayati", serial: int = 3) -> Submitted:
    """Somebody who asks for a certificate for herself."""
    person = typed_person(name, sex=Sex.FEMALE, born=date(1992, 4, 7), serial=serial, kk="1673012006190004")
    draft = IntakeDraft(
        DTKS,
        {"pemohon": PartyEntry(person), "warga": PartyEntry(person)},
        _DTKS_ANSWERS,
        papers_of(desk, DTKS),
    )
    return submit(desk.uow(), actor, draft, desk.library.catalog.services[DTKS], None, desk.now())


def see(desk: Desk, actor: Actor, request_id: int) -> RequestView:
    """The application as somebody sees it."""
    return view_request(desk.reader(), actor, request_id)


def pass_on(
    desk: Desk, actor: Actor, request_id: int, records: Mapping[str, str] | None = None, **more: object
) -> Decided:
    """Approve at the stage where it waits, without a window."""
    view = see(desk, actor, request_id)
    values: dict[str, object] = {"action": Action.APPROVE, "records": records or {}, **more}
    decision = Decision(request_id, view.row.version, view.stage.code, **values)  # type: ignore[arg-type]
    return decide(desk.uow(), actor, decision, desk.now())
