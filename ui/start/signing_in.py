"""Signing in: the page stands at once; a password given before the office can be opened waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.messages import sentence
from dinsos_desk.messages.places import PLACES
from ui.start.login import LoginPage
from ui.theme import Tone

if TYPE_CHECKING:
    from dinsos_desk.desk import Gate
    from dinsos_desk.folder_place import Place
    from ui.start.program import Program

_LAST_LOGIN = "nama_masuk"
_SAMPLE = "Ini kantor contoh: kantor, orang, dan nomornya rekaan. Tekan Enter untuk masuk."
_STAY_ON_PAGE = frozenset({"sandi_salah", "masuk_ditahan", "basis_data_sibuk", "memori_kurang", "disk_penuh"})


class SigningIn(QObject):
    """``sample`` is a name and password to offer, for the office of the examples."""

    def __init__(self, program: Program, settings: QSettings, sample: tuple[str, str] | None) -> None:
        super().__init__(program)
        self._program = program
        self._settings = settings
        self._sample = sample
        self.gate: Gate | None = None
        """How the office is opened; None until its database is loaded."""
        self._asked: tuple[str, str] | None = None

    def page(self) -> LoginPage:
        """A fresh sign-in page."""
        login, password = self._sample or (str(self._settings.value(_LAST_LOGIN, "")), "")
        page = LoginPage(self._program.theme, login, password)
        if self._sample:
            page.say(Tone.INFO, _SAMPLE)
        page.submitted.connect(self._sign_in)
        return page

    def go_on(self, place: Place) -> None:
        """The office can be opened from now on. ``place``: what its folder lies on, told at every sign-in."""
        page = self._program.login
        if page is not None and self._sample is None and place in PLACES:
            page.say(Tone.WARN, PLACES[place])
        if self._asked is not None:
            self._sign_in(*self._asked)

    def forget_asked(self) -> None:
        """What was typed before something went wrong is typed again."""
        self._asked = None

    def forget_sample(self) -> None:
        """Nobody is offered to whoever comes next."""
        self._sample = None

    def remember(self, login: str) -> None:
        """Offer the name at the next start."""
        if self._sample is None:
            self._settings.setValue(_LAST_LOGIN, login)

    def refused(self, error: Exception) -> None:
        """Say on the page why nobody may enter; what stops every start has a page of its own."""
        program = self._program
        if program.login is None:
            program.tasks.failure.emit(error)
        elif isinstance(error, DeskError) and error.code not in _STAY_ON_PAGE and program.window is None:
            program.stopped(error)
        elif isinstance(error, UserError):
            program.login.refuse(sentence(error).text)
        elif isinstance(error, DeskError):
            told = sentence(error)
            program.login.set_busy(False)
            program.login.say(Tone.WARN, f"{told.text} {told.advice}")
        else:
            program.login.set_busy(False)
            program.tasks.failure.emit(error)

    def _sign_in(self, login: str, password: str) -> None:
        program, gate = self._program, self.gate
        if program.login is not None:
            program.login.set_busy(True)
        if gate is None:
            self._asked = (login, password)
            return
        self._asked = None
        program.tasks.run_write(
            lambda: gate.open(login, password),
            lambda opened: program.enter(*opened),
            self.refused,
            owner=self,
        )
