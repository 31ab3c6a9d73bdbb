"""The whole main job of every service without a window, with its documents written to a folder."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk, Gate, Library, local_now
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError
from dinsos_desk.files import atomic_write, file_problems
from dinsos_desk.messages import fault_sentence
from dinsos_desk.paths import DataPaths, lock, templates_dir
from dinsos_desk.sample.office import LOGIN, PASSWORD, add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import Crew, WalkError, WalkResult, explain, walk_service
from dinsos_desk.usecases.recaps.workbook import build_recap, month, recap_rows
from dinsos_desk.usecases.registers.prints import print_register, register_lines
from dinsos_desk.vault.keys import MINIMUM_COST, KeyRing

REGISTERS = "register"

Say = Callable[[str], None]


def walk_everything(folder: DataPaths | None, output: Path, say: Say, *, catalog: Path | None = None) -> bool:
    """Walk every service of the catalogue; True when every step of every one succeeded.

    ``folder``: the sample office to work in, else one that is thrown away. ``output`` gets
    ``<service-code>/*.docx``, ``register/*.docx`` and ``rekap-<YYYY-MM>.xlsx``; ``say`` one line a service.
    ``catalog``: a folder of service files instead of the shipped ones.

    Raises:
        DeskError: the office cannot be opened or the output not be written.
    """
    known = Library(folder.templates if folder else templates_dir(), catalog).catalog
    for fault in known.faults:
        say(fault_sentence(fault.fault()))
    if not known.services:
        say("Tidak ada layanan yang dapat dijalankan di katalog.")
        return False
    with _opened(folder, catalog) as desk:
        services = tuple(desk.catalog.services.values())
        crew, crowd, started = crew_of(desk), Crowd(), desk.now()
        results = []
        for service in services:
            results.append(_walked(desk, crew, service, crowd, output))
            say(_line(results[-1]))
        period = month(started.year, started.month)
        problems = [
            *_registers(desk, services, results, period, output),
            *_recap(desk, crew, period, output, started),
        ]
        for problem in problems:
            say(problem)
        return not (known.faults or problems or any(result.error for result in results))


@contextmanager
def _opened(folder: DataPaths | None, catalog: Path | None) -> Iterator[Desk]:
    if folder is None:
        with (
            tempfile.TemporaryDirectory(prefix="dinsos-contoh-", ignore_cleanup_errors=True) as made,
            _opened(DataPaths(Path(made)), catalog) as desk,
        ):
            yield desk
        return
    folder.prepare()
    gate = Gate(folder, ring_at=partial(KeyRing, cost=MINIMUM_COST), catalog=catalog)
    with lock(folder):
        if gate.is_new:
            setup = sample_setup(gate.library, local_now().date())
            desk, _ = gate.set_up(setup, then=add_colleagues)
        else:
            desk, _ = gate.open(LOGIN, PASSWORD)
        try:
            yield desk
        finally:
            desk.close()


def _walked(desk: Desk, crew: Crew, service: ServiceDef, crowd: Crowd, output: Path) -> WalkResult:
    result = walk_service(desk, crew, service, desk.now, crowd)
    for document in result.documents:
        _write(output / service.code / document.name, document.content)
    return result


def _line(result: WalkResult) -> str:
    if result.error:
        return f"{result.service_code:<30}  GAGAL    {result.error}"
    return "  ".join(
        (
            f"{result.service_code:<30}",
            "selesai",
            f"{len(result.steps):>2} tahap",
            f"{len(result.documents):>2} dokumen",
            f"Nomor {', '.join(result.numbers) or '-'}",
        )
    )


def _registers(
    desk: Desk, services: tuple[ServiceDef, ...], results: list[WalkResult], period: Period, output: Path
) -> Iterator[str]:
    """Print the register of every service; a sentence for each that lacks an application or fails."""
    for service, result in zip(services, results, strict=True):
        try:
            file = print_register(desk.reader(), None, desk.library.letters, service, period, desk.now())
            _write(output / REGISTERS / f"{service.code}.docx", file.content)
            lines = register_lines(desk.reader(), None, service, period, desk.now())
            if not set(result.request_ids) <= {line.request_id for line in lines}:
                raise WalkError("ada permohonan yang tidak tercatat.")
        except Exception as error:
            if isinstance(error, DeskError) and _is_about_output(error, output):
                raise
            yield f"Register {service.code}: {explain(error)}"


def _recap(desk: Desk, crew: Crew, period: Period, output: Path, now: datetime) -> Iterator[str]:
    """Write the recap of the month; a sentence when its figures do not reconcile or it fails."""
    services = desk.catalog.services
    offered = frozenset(services)
    made_by = crew[Role.PETUGAS].name
    try:
        with desk.reading() as session:
            book = build_recap(session, services, offered, period, made_by, now)
            rows = recap_rows(session, services, offered, period)
        _write(output / book.name, book.content)
        for row, _ in rows:
            became = row.completed + row.returned + row.rejected + row.cancelled + row.passed_on + row.open
            if row.carried_over + row.received != became:
                raise WalkError(f"angka {row.service_code} tidak cocok.")
    except Exception as error:
        if isinstance(error, DeskError) and _is_about_output(error, output):
            raise
        yield f"Rekap: {explain(error)}"


def _is_about_output(error: DeskError, output: Path) -> bool:
    return str(error.values.get("folder", "")).startswith(str(output))


def _write(path: Path, content: bytes) -> None:
    with file_problems(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(path, content)
