"""Python's collection of cyclic garbage, on the window's thread only and in small portions.

Left to itself it runs on whatever thread happens to allocate: a worker would then delete widgets, which
Qt forbids, and a full round over everything that was imported stops every thread for 100 ms. It even runs
inside the destructor of a Qt object; when it then finds another one to delete, both may want the same lock
of Qt's, and the window's thread waits for itself for ever (measured with PySide 6.11.3).
"""

import gc

from PySide6.QtCore import QObject, QTimer

_TICK_MS = 100
_OLD_EVERY = 20
"""Young rounds before the middle generation is looked at, and middle rounds before the old one."""


class Collector(QObject):
    """Takes the collection over for good: after ``close``, while the window goes, nothing is collected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._young = gc.get_threshold()[0] or 700
        self._rounds = 0
        gc.disable()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """One round over what is young; now and then over more, when enough was made since."""
        if gc.get_count()[0] <= self._young:
            return
        self._rounds += 1
        if self._rounds % (_OLD_EVERY * _OLD_EVERY) == 0:
            gc.collect(2)
        else:
            gc.collect(1 if self._rounds % _OLD_EVERY == 0 else 0)

    def close(self) -> None:
        """Collect no more."""
        self._timer.stop()


def spare_what_is_loaded() -> None:
    """What is loaded by now stays for good: later rounds pass it over."""
    gc.freeze()
