"""``dinsos-desk periksa``: runs the checks, prints the table, writes the report."""

import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dinsos_desk.desk import local_now
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import atomic_write
from dinsos_desk.paths import DataPaths, lock
from dinsos_desk.self_test.findings import Check, Finding, heading, lines, run, verdict
from dinsos_desk.self_test.fresh import fresh_test
from dinsos_desk.self_test.office import OfficeTest
from dinsos_desk.vault.keys import KeyRing

LOGIN_VARIABLE = "DINSOS_DESK_NAMA_MASUK"
PASSWORD_VARIABLE = "DINSOS_DESK_SANDI"

Say = Callable[[str], None]


def check_program(say: Say, window: Sequence[tuple[str, Check]] = (), report: Path | None = None) -> bool:
    """Check this copy of the program; True when everything holds. ``window``: the checks of the window.

    Raises:
        EnvironmentProblem: the report or the temporary folder cannot be written.
    """
    with fresh_test() as test:
        return _run((*test.checks(), *window), say, report)


def check_office(
    folder: DataPaths, say: Say, report: Path | None = None, environ: Mapping[str, str] = os.environ
) -> bool:
    """Check the data folder of an office; nothing in it is changed.

    The sign-in name and password come from the environment or are asked for on the terminal.

    Raises:
        EnvironmentProblem: *basis_data_hilang*, *kunci_hilang*; the report cannot be written.
        UserError: *sudah_terbuka* while the program runs, *periksa_perlu_sandi* without a terminal.
    """
    if not folder.root.is_dir() or not (folder.database.exists() or folder.keys.exists()):
        raise EnvironmentProblem("basis_data_hilang", nama=folder.database.name, folder=str(folder.root))
    login, password = _credentials(environ)
    with lock(folder):
        return _run(OfficeTest(folder, KeyRing(folder.keys), login, password).checks(), say, report)


def _run(checks: Sequence[tuple[str, Check]], say: Say, report: Path | None) -> bool:
    told: list[str] = []
    findings: list[Finding] = []

    def tell(text: str) -> None:
        told.append(text)
        say(text)

    def hear(finding: Finding) -> None:
        findings.append(finding)
        tell(lines(finding))

    tell(heading(local_now()))
    good = run(checks, hear)
    tell(verdict(findings))
    if report is not None:
        atomic_write(report.absolute(), ("\n".join(told) + "\n").encode("utf-8-sig"))
    return good


def _credentials(environ: Mapping[str, str]) -> tuple[str, str]:
    login, password = environ.get(LOGIN_VARIABLE, ""), environ.get(PASSWORD_VARIABLE, "")
    if login and password:
        return login, password
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError("periksa_perlu_sandi", nama=LOGIN_VARIABLE, sandi=PASSWORD_VARIABLE)
    login = login or input("Nama masuk: ").strip()
    return login, password or getpass.getpass("Kata sandi: ")
