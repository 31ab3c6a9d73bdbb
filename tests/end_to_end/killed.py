"""A desk at work, to be killed at any moment: ``python -m tests.end_to_end.killed FOLDER SEED``.

With ``-`` for the seed it waits for seeds on its input and opens a window for each in a process of its own,
whose number it tells first (*lahir*): everything is imported once. That works where a process can be forked.
It types with real keys into the real window, leaves drafts behind and saves applications. Each line it
prints is something the window has told: JSON with ``told`` (*siap*, *ketik*, *konsep*, *tersimpan*).
"""

import json
import os
import sys
from pathlib import Path
from random import Random
from time import monotonic

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.paths import DataPaths, lock
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from tests.end_to_end.counter import Staff
from tests.end_to_end.driver import CTRL, Key, Typist, start_program, wait_until
from tests.factories import StandingClock, gate_at
from ui import theme as themes
from ui.intake.steps import StepKind
from ui.intake.wizard import Wizard

SERVICE = "lubuklinggau-dtks"
PARTY = "pemohon"
_LETTERS = "abcdefghijklmnoprstuwy "


def tell(told: str, **facts: object) -> None:
    """One line, out at once."""
    print(json.dumps({"told": told, "at": monotonic(), **facts}), flush=True)


class Worker:
    """Takes people in, one after the other, until it is killed."""

    def __init__(self, typist: Typist, clock: StandingClock, seed: int) -> None:
        self.typist = typist
        self.clock = clock
        self.staff = Staff(typist, clock)
        self.dice = Random(seed)
        self.service = typist.desk.library.catalog.services[SERVICE]

    def serve(self) -> None:
        """One person: some typing, and either the next one is called or the application is saved."""
        hurried = self.dice.random() < 0.5
        self.staff.choose_service(self.service)
        wizard = self.staff.wizard
        keeper = self.staff.intake._keeper
        assert keeper is not None
        keeper.saved.connect(
            lambda _: tell("konsep", nonce=keeper._kept.nonce, text=keeper._kept.parties[PARTY].typed["nama"])
        )
        self.type_name(wizard, self.dice.randint(2, 6) if hurried else self.dice.randint(10, 60))
        if hurried or self.dice.random() < 0.4:
            self.save(wizard)
        else:
            self.typist.press(Key.Key_Escape)

    def type_name(self, wizard: Wizard, length: int) -> None:
        """Letter by letter, at the pace of somebody who types well."""
        wizard.page.fields()[f"{PARTY}.nama"].focus()
        for number in range(1, length + 1):
            letter = "a" if number == 1 else self.dice.choice(_LETTERS)
            QTest.keyClicks(self.typist.focus(), letter)
            tell("ketik", nonce=wizard.model.draft.nonce, letters=number)
            QTest.qWait(self.dice.randint(1, 40))

    def save(self, wizard: Wizard) -> None:
        """Everything else at once, then Ctrl+Enter on the summary."""
        model, day = wizard.model, self.clock().date()
        draft = fill_draft(self.service, Crowd(self.dice.getrandbits(40)), day)
        name = model.party(PARTY).typed["nama"]
        model.fill_party(PARTY, PartyEntry({**draft.parties[PARTY].typed, "nama": name}))
        for code, text in draft.answers.items():
            model.set_answer(code, text)
        for code, paper in draft.papers.items():
            model.set_paper(code, paper)
        room = self.staff.intake
        for _ in range(4):
            wizard.go(next(n for n, s in enumerate(wizard.steps) if s.kind is StepKind.SUMMARY))
            QTest.keyClick(self.typist.focus(), Key.Key_Return, CTRL)
            wait_until(lambda: room.wizard is None or not wizard.is_busy, "the save")
            if room.wizard is None:
                tell("tersimpan", nonce=model.draft.nonce, receipt=room.result.number.text())
                return
        raise AssertionError(wizard.checked.faults)


def main(folder: Path, seed: int) -> None:
    """Work until killed."""
    app = QApplication([])
    clock = StandingClock()
    gate = gate_at(folder, clock)
    with lock(DataPaths(folder)):
        typist = Typist(start_program(app, themes.apply(app), gate))
        typist.sign_in("rani")
        worker = Worker(typist, clock, seed)
        tell("siap")
        while True:
            worker.serve()


def bear(folder: Path) -> None:
    """A window for each seed that is read; the next one when the last was killed."""
    assert gate_at(folder).library.catalog.services
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            tell("lahir", pid=os.getpid())
            main(folder, int(line))
        os.waitpid(child, 0)


if __name__ == "__main__":
    if sys.argv[2] == "-":
        bear(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]))
