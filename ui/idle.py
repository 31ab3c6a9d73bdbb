"""Nobody at the desk: noticed when no key, no mouse and no wheel was moved for so many minutes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from dinsos_desk.domain.safety import DEFAULT_RULES, SafetyRules

CHOICES = (2, 5, 10, 15, 30)
NEVER = 0

_KEY = "kunci_otomatis_menit"
_LOOK_MS = 5_000
_DEEDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def kept_minutes(settings: QSettings, rules: SafetyRules = DEFAULT_RULES) -> int:
    """After how many idle minutes this computer locks; ``NEVER`` for not at all.

    The office's rule where this computer chose nothing or nonsense is kept; a choice never goes beyond the
    most that the office allows.
    """
    try:
        minutes = int(str(settings.value(_KEY, rules.idle_minutes)))
    except ValueError:
        return rules.idle_minutes
    if minutes == NEVER:
        return NEVER
    return min(minutes, rules.idle_most) if minutes in CHOICES else rules.idle_minutes


def choices_under(rules: SafetyRules) -> tuple[int, ...]:
    """The minutes that a computer may choose."""
    return tuple(sorted({*(choice for choice in CHOICES if choice <= rules.idle_most), rules.idle_minutes}))


def keep_minutes(settings: QSettings, minutes: int) -> None:
    """Remember it for this computer."""
    settings.setValue(_KEY, minutes)


class IdleWatch(QObject):
    """Listens at the windows themselves, which hear a key once, not at every widget it passes."""

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        minutes: Callable[[], int],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._clock = clock
        self._last = clock()
        app.focusWindowChanged.connect(self._attend)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._clock()

    def look(self) -> None:
        """Say so when nobody did anything for long enough."""
        minutes = self._minutes()
        if minutes != NEVER and self._clock() - self._last >= minutes * 60:
            self.touch()
            self.idle.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DEEDS:
            self.touch()
        return False

    def _attend(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self.touch()
