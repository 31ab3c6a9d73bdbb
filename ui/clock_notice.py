"""A line above every room while the PC's clock cannot be right; each minute the time is remembered."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.desk_clock import ClockKind, ClockNews
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.requests.clock import keep_clock, set_clock_right
from ui.context import Context
from ui.dialogs import Dialogs
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.telling import in_words

_MINUTE_MS = 60_000
_RIGHT, _READ = "Jam komputer benar…", "Mengerti"
_ASK = (
    "Jam komputer sudah benar?",
    "Program akan memakai jam komputer, {pc}. Lakukan hanya bila jam komputer tadi keliru maju dan kini "
    "sudah dibetulkan. Yang tersimpan dengan waktu yang keliru tidak berubah. Nama Anda dicatat.",
    "Pakai jam komputer",
)


def moment_words(moment: datetime) -> str:
    """21 November 2026 pukul 08.14."""
    return f"{format_date(moment.date())} pukul {moment:%H.%M}"


def news_words(news: ClockNews) -> str:
    """What is odd, and what to do."""
    pc, shown = moment_words(news.pc), moment_words(news.shown)
    if news.kind is ClockKind.BACK:
        return (
            f"Jam komputer mundur: menunjukkan {pc}, padahal program ini sudah mencatat {shown}. Betulkan "
            "jam Windows. Sementara itu program berjalan menurut waktunya sendiri, dan tidak ada yang hilang."
        )
    if news.kind is ClockKind.AHEAD:
        return (
            f"Jam komputer baru saja maju dari {shown} ke {pc}. Bila keliru, betulkan jam Windows sekarang: "
            "yang disimpan memakai waktu itu."
        )
    return (
        f"Program ini terakhir dipakai {shown}; jam komputer kini menunjukkan {pc}. Bila keliru, betulkan "
        "jam Windows sebelum menyimpan apa pun."
    )


class ClockNotice(Banner):
    """Hidden while the clock is right. Looks each minute, and keeps the last moment for the next start."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, name="kabar_jam", parent=parent)
        self._context = context
        self._news: ClockNews | None = None
        self._may = context.actor.may(*WORKING_ROLES, Role.ADMIN)
        self.link_clicked.connect(self._answer)
        self._timer = QTimer(self, interval=_MINUTE_MS)
        self._timer.timeout.connect(self.look)
        if context.desk.clock is not None:
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Remember the moment, and say what is odd."""
        desk, clock = self._context.desk, self._context.desk.clock
        if clock is None:
            return
        self._show(clock.news())
        self._context.tasks.run_write(
            lambda: keep_clock(desk.uow(), clock), lambda _: None, self._not_kept, owner=self
        )

    def _show(self, news: ClockNews | None) -> None:
        self._news = news
        if news is None:
            self.clear()
        elif news.kind is ClockKind.BACK:
            self.say(Tone.BAD, news_words(news), _RIGHT if self._may else "")
        else:
            self.say(Tone.WARN, news_words(news), _READ)

    def _answer(self) -> None:
        clock, news = self._context.desk.clock, self._news
        if clock is None or news is None:
            return
        if news.kind is not ClockKind.BACK:
            clock.put_aside()
            self._show(clock.news())
            return
        title, text, action = _ASK
        words = text.format(pc=moment_words(clock.pc()))
        if not Dialogs.confirm(self, title, words, action, destructive=True):
            return
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_write(
            lambda: set_clock_right(desk.uow(), actor, clock), self._set_right, self._refused, owner=self
        )

    def _set_right(self, _moment: datetime) -> None:
        clock = self._context.desk.clock
        self._show(clock.news() if clock is not None else None)
        self._context.events.request_changed.emit(0)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.say(Tone.BAD, in_words(error), _RIGHT)
        else:
            self._context.tasks.failure.emit(error)

    def _not_kept(self, error: Exception) -> None:
        """What could not be kept is kept a minute later; whoever saves hears of a full disk."""
        if not isinstance(error, DeskError):
            self._context.tasks.failure.emit(error)
