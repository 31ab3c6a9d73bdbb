"""Work on the window's thread cut into pieces: after each the window takes its turn."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget


class Turns(QObject):
    """Runs a generator, one piece for each turn of the loop, and not in the turn that asked for it.

    It ends with its parent; what is left then is never run. A piece is what lies between two ``yield``.
    """

    done = Signal()
    """The last piece was run."""

    def __init__(self, pieces: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._waited = self._stopped = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def stop(self) -> None:
        """Leave out what is left."""
        self._stopped = True
        self._timer.stop()
        self.deleteLater()

    def _turn(self) -> None:
        if not self._waited:
            self._waited = True
            self._timer.start()
            return
        try:
            ended = next(self._pieces, self) is self
        except Exception:
            self.stop()
            raise
        if self._stopped:
            return
        if ended:
            self.stop()
            self.done.emit()
        else:
            self._timer.start()


def take_down(whole: QWidget, pages: QStackedWidget, owner: QObject) -> None:
    """Hide something large and delete it, the pages that are not shown one by one before the rest.

    Deleted all at once a wizard or an editor would hold the window up. ``owner`` outlives it.
    """
    whole.hide()
    Turns(_pieces_down(whole, pages), owner)


def _pieces_down(whole: QWidget, pages: QStackedWidget) -> Iterator[None]:
    shown = pages.currentWidget()
    for page in [pages.widget(place) for place in range(pages.count())]:
        if page is not shown:
            page.deleteLater()
            yield
    whole.deleteLater()
