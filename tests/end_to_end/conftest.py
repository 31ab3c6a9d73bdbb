"""The real program over a real data folder, with the doors to other programs watched."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from dinsos_desk.desk import Gate
from tests.end_to_end.driver import Typist, start_program
from tests.factories import StandingClock, gate_at, made_at
from tests.stray_windows import guard
from ui import theme as themes
from ui.outputs import Outputs
from ui.start.program import Program

Open = Callable[[Gate], Typist]


@dataclass
class Doors:
    """What left the program: the files as they lay in its folder when they were opened or printed."""

    opened: list[tuple[str, bytes]] = field(default_factory=list)
    printed: list[tuple[str, bytes]] = field(default_factory=list)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> themes.Theme:
    """The light set at 100%, put on the application once."""
    return themes.apply(qapp)


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock) -> Gate:
    """The gate of an empty data folder."""
    return gate_at(tmp_path / "data", clock)


@pytest.fixture
def made(tmp_path: Path, clock: StandingClock) -> Gate:
    """The gate of an office that was set up: every service, and Rani at the desk."""
    return made_at(tmp_path / "data", clock)


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Files are written as always; only Word and the printer are not called."""
    watched = Doors()
    (tmp_path / "sementara").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "sementara"))

    def taken(into: list[tuple[str, bytes]]) -> Callable[[Outputs, str, bytes], Path]:
        def take(outputs: Outputs, name: str, content: bytes) -> Path:
            path = outputs._put(name, content)
            into.append((path.name, path.read_bytes()))
            return path

        return take

    monkeypatch.setattr(Outputs, "open", taken(watched.opened))
    monkeypatch.setattr(Outputs, "print", taken(watched.printed))
    return watched


@pytest.fixture
def open_program(qapp: QApplication, theme: themes.Theme, doors: Doors) -> Iterator[Open]:
    """Starts the program; every one is closed at the end, however the test went."""
    started: list[Program] = []

    def start(gate: Gate) -> Typist:
        program = start_program(qapp, theme, gate)
        started.append(program)
        return Typist(program)

    yield start
    for program in started:
        program.shell.close()
        program.close()
        program.shell.deleteLater()
    qapp.processEvents()


@pytest.fixture(scope="session", autouse=True)
def no_stray_windows() -> Iterator[None]:
    """No part of a page comes up as a window of its own."""
    with pytest.MonkeyPatch.context() as patch:
        guard(patch)
        yield
