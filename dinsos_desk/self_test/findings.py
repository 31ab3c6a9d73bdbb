"""What a check found, and how a list of findings reads on a console or in a report."""

import platform
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dinsos_desk import __version__
from dinsos_desk.errors import DeskError
from dinsos_desk.log import describe
from dinsos_desk.messages import sentence

_SUBJECT_WIDTH = 26
_STATE_WIDTH = 10
_LINE_WIDTH = 110


class State(StrEnum):
    """How a check ended."""

    GOOD = "baik"
    NOTICE = "perhatian"
    BAD = "SALAH"
    SKIPPED = "dilewati"


class NoticeError(Exception):
    """Something to know that stops no work; the text is for a person."""


class FailedError(Exception):
    """A check that did not hold; the text is for a person."""


class SkippedError(Exception):
    """A check that had nothing to work on; the text is for a person."""


@dataclass(frozen=True)
class Finding:
    """The end of one check."""

    subject: str
    state: State
    text: str


Check = Callable[[], str]
"""Does its work and says in a few words what it saw; raises when it does not hold."""

Hear = Callable[[Finding], None]


def look(subject: str, check: Check) -> Finding:
    """Run a check. Whatever it raises becomes a finding: one broken part never hides another."""
    try:
        return Finding(subject, State.GOOD, check())
    except NoticeError as notice:
        return Finding(subject, State.NOTICE, str(notice))
    except SkippedError as skipped:
        return Finding(subject, State.SKIPPED, str(skipped))
    except FailedError as failed:
        return Finding(subject, State.BAD, str(failed))
    except DeskError as error:
        told = sentence(error)
        return Finding(subject, State.BAD, f"{told.text} {told.advice}".strip())
    except Exception as error:
        return Finding(subject, State.BAD, f"Kesalahan program: {describe(error)}")


def run(checks: Iterable[tuple[str, Check]], hear: Hear) -> bool:
    """Run checks in order, telling each finding as it comes; True when none was bad."""
    good = True
    for subject, check in checks:
        finding = look(subject, check)
        good &= finding.state is not State.BAD
        hear(finding)
    return good


def lines(finding: Finding) -> str:
    """A finding as a row of the table; a long text goes on below itself."""
    head = f"{finding.subject:<{_SUBJECT_WIDTH}}{finding.state.value:<{_STATE_WIDTH}}"
    indent = " " * (_SUBJECT_WIDTH + _STATE_WIDTH)
    rows = [
        row
        for paragraph in finding.text.splitlines() or [""]
        for row in textwrap.wrap(paragraph, _LINE_WIDTH - len(indent), break_on_hyphens=False) or [""]
    ]
    return "\n".join([head + rows[0], *(indent + row for row in rows[1:])]).rstrip()


def heading(now: datetime) -> str:
    """The first lines of a report: which program, where it runs, and when."""
    frozen = "program terpasang" if getattr(sys, "frozen", False) else "dari kode sumber"
    return (
        f"Pemeriksaan Dinsos Desk {__version__} ({frozen}), {now:%d/%m/%Y %H.%M}\n"
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}\n"
    )


def verdict(findings: Sequence[Finding]) -> str:
    """The last line: how many checks held, and what to do when one did not."""
    bad = sum(finding.state is State.BAD for finding in findings)
    notices = sum(finding.state is State.NOTICE for finding in findings)
    if bad:
        failed = f"{bad} dari {len(findings)} pemeriksaan"
        return f"\nADA YANG SALAH: {failed}. Sampaikan laporan ini kepada pengelola program."
    told = f", {notices} perlu diperhatikan" if notices else ""
    return f"\nSEMUA BAIK: {len(findings)} pemeriksaan{told}."
