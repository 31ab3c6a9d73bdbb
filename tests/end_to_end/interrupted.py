"""A program to be killed while somebody types: ``python -m tests.end_to_end.interrupted FOLDER``."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dinsos_desk.paths import DataPaths, lock
from tests.end_to_end.counter import Staff
from tests.end_to_end.driver import Key, Typist, start_program, wait_until
from tests.end_to_end.half_typed import ADOPTION, half_of
from tests.factories import StandingClock, gate_at
from ui import theme as themes

READY = "terketik"


def main(folder: Path) -> None:
    """Type half an application, wait until it is kept, say so, and wait to be killed."""
    app = QApplication([])
    clock = StandingClock()
    gate = gate_at(folder, clock)
    with lock(DataPaths(folder)):
        typist = Typist(start_program(app, themes.apply(app), gate))
        typist.sign_in("rani")
        staff = Staff(typist, clock)
        service = gate.library.catalog.services[ADOPTION]
        staff.choose_service(service)
        half = half_of(service, clock().date())
        staff.type_half(half)
        typist.press(Key.Key_Tab)
        keeper = staff.intake._keeper
        wait_until(lambda: keeper is not None and not keeper.pending, "the draft to be kept")
        typist.settle()
        print(READY, flush=True)
        wait_until(lambda: False, "the end")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
