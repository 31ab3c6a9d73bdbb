"""A test need not sit through a pause: what the clock would bring next comes at once, and in its order.

The program waits after the last letter before it searches, checks or keeps, and a button that is worked by
keys stays down for a tenth of a second. Nothing that happens then is left out here, only the waiting.
"""

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject, QTimer, QTimerEvent
from PySide6.QtWidgets import QAbstractButton


def turn() -> None:
    """One turn of the loop, with the deletions that are due."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def let_go(within: QObject) -> bool:
    """Let a button come up that a key holds down; False when none is down."""
    down = next((one for one in within.findChildren(QAbstractButton) if one.isDown()), None)
    if down is None:
        return False
    for timer in QAbstractEventDispatcher.instance().registeredTimers(down):
        QCoreApplication.sendEvent(down, QTimerEvent(timer.timerId))
    return True


def end_pause(within: QObject, longest_ms: int) -> bool:
    """End the pause that would be over first; False when nothing waits, or only for longer than that."""
    waiting = [
        timer
        for timer in within.findChildren(QTimer)
        if timer.isActive() and timer.isSingleShot() and timer.interval() <= longest_ms
    ]
    if not waiting:
        return False
    return end(min(waiting, key=QTimer.remainingTime))


def end(timer: QTimer) -> bool:
    """Let a pause be over now; False when it was not under way."""
    if not timer.isActive():
        return False
    QCoreApplication.sendEvent(timer, QTimerEvent(timer.timerId()))
    return True
