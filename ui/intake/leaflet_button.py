"""Cetak persyaratan: the leaflet for somebody who only asks what to bring."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.services.prints import print_requirements
from ui.context import Context
from ui.letters.outlet import Make, Outlet
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.telling import in_words

_WORD = "Buka di Word"


class LeafletButton(KeyButton):
    """Prints the leaflet of the service under the cursor; without a printer Word is offered."""

    def __init__(
        self, context: Context, chosen: Callable[[], ServiceDef | None], news: Banner, parent: QWidget
    ) -> None:
        super().__init__("Cetak persyaratan", "Ctrl+P", name="cetak_persyaratan", parent=parent)
        self.setToolTip("Satu halaman untuk pemohon: berkas, langkah, waktu, dan biaya (Ctrl+P)")
        self._context = context
        self._chosen = chosen
        self._news = news
        self._asked: ServiceDef | None = None
        self.outlet = Outlet(context, parent)
        self.outlet.refused.connect(self._say_refused)
        self.outlet.finished.connect(lambda text: news.say(Tone.OK, text))
        self.clicked.connect(self._print)
        news.link_clicked.connect(self._open)

    def _print(self) -> None:
        self._asked = self._chosen()
        if self._asked is not None:
            self._news.say(Tone.INFO, "Persyaratan sedang dicetak…")
            self.outlet.print((self._make(self._asked),))

    def _open(self) -> None:
        if self._asked is not None:
            self._news.clear()
            self.outlet.open((self._make(self._asked),))

    def _make(self, service: ServiceDef) -> Make:
        desk = self._context.desk
        return lambda: print_requirements(desk.reader(), desk.library.letters, service, desk.now())

    def _say_refused(self, error: DeskError) -> None:
        self._news.say(Tone.BAD, in_words(error), _WORD)
