"""Which services each line of the queue takes: one line is chosen, its services are ticked."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.settings.choice_field import TicksLine
from ui.theme import Theme
from ui.widgets.layouts import column, text_label
from ui.widgets.quiet_combo import QuietCombo

_COLUMNS, _COLUMNS_LARGE = 3, 2
"""How many ticks stand beside each other; fewer where the letters are large."""
_LARGE = 1.2
_NO_LINES = "Tulis dahulu antreannya di atas; sesudah itu layanannya ditandai di sini."
_RULE = (
    "Tanpa tanda: antrean ini menerima semua layanan yang tidak ditandai pada antrean lain. "
    "Huruf di depan nama: layanan itu ada pada antrean tersebut, dan pindah ke sini bila ditandai."
)


class QueueServices(QWidget):
    """A service stands in one line at most: ticking it takes it out of the line that had it.

    What a line that was taken away had is kept, for the row of the table may be brought back.
    """

    changed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._offered: tuple[tuple[str, str], ...] = ()
        self._letters: tuple[str, ...] = ()
        self._rows: tuple[str, ...] = ()
        self._taken: dict[str, str] = {}
        self.ticks: TicksLine | None = None
        self.line = QuietCombo(name=f"{name}_antrean", label="Antrean yang diatur", letters=24)
        self.line.currentIndexChanged.connect(lambda _: self._show())
        self.hint = text_label(_NO_LINES, "small", wrap=True)
        self._box = column(self.line, self.hint, spacing=8)
        self.setLayout(self._box)
        self.setFocusProxy(self.line)
        self.set_lines(())

    def set_services(self, offered: Iterable[tuple[str, str]]) -> None:
        """Offer services as (code, name)."""
        wanted = tuple(offered)
        if wanted == self._offered:
            return
        self._offered = wanted
        if self.ticks is not None:
            self._box.removeWidget(self.ticks)
            self.ticks.deleteLater()
            self.ticks = None
        if wanted:
            name = f"{self.objectName()}_layanan"
            columns = _COLUMNS if self._theme.scale < _LARGE else _COLUMNS_LARGE
            self.ticks = TicksLine(self._theme, name, wanted, columns=columns, elided=True)
            self.ticks.changed.connect(lambda _: self._ticked())
            self._box.insertWidget(1, self.ticks)
        self._show()

    def set_taken(self, taken: Mapping[str, Iterable[str]]) -> None:
        """Which services each line takes, by the letter of the line; nothing is announced."""
        self._taken = {code: letter for letter, codes in taken.items() for code in codes}
        self._show()

    def set_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """The lines as (letter, name) in the order of the table; another letter for a line keeps its ticks.

        A row whose letter is just being typed is known by the letter it had.
        """
        shown = self.line.value()
        letters = [letter for letter, _ in lines]
        if len(letters) == len(self._rows):
            moved = [(old, new) for old, new in zip(self._rows, letters, strict=True) if new and old != new]
            if len(moved) == 1 and moved[0][1] not in self._rows:
                old, new = moved[0]
                self._taken = {code: new if at == old else at for code, at in self._taken.items()}
                shown = new if shown == old else shown
            letters = [new or old for old, new in zip(self._rows, letters, strict=True)]
        self._rows = tuple(letters)
        self._letters = tuple(letter for letter, _ in lines if letter)
        named = [(letter, f"{letter} – {name}" if name else letter) for letter, name in lines if letter]
        self.line.set_choices(list(dict(named).items()), shown)
        self._show()

    def services_of(self, letter: str) -> tuple[str, ...]:
        """The services ticked for a line, in the order in which they are offered."""
        order = {code: place for place, (code, _) in enumerate(self._offered)}
        mine = (code for code, at in self._taken.items() if at == letter)
        return tuple(sorted(mine, key=lambda code: (order.get(code, len(order)), code)))

    def text(self) -> str:
        """Everything ticked for the lines there are, for comparing."""
        standing = set(self._letters)
        return " ".join(sorted(f"{at}:{code}" for code, at in self._taken.items() if at in standing))

    def _show(self) -> None:
        letter = self.line.value()
        for part in (self.line, self.ticks):
            if part is not None:
                part.setVisible(bool(letter))
        self.hint.setText(_RULE if letter else _NO_LINES)
        if self.ticks is None:
            return
        self.ticks.set_values(frozenset(self.services_of(letter)))
        for code, name in self._offered:
            other = self._taken.get(code, letter)
            elsewhere = other != letter and other in self._letters
            self.ticks.set_words(code, f"({other}) {name}" if elsewhere else name)

    def _ticked(self) -> None:
        letter = self.line.value()
        if self.ticks is None or not letter:
            return
        ticked = self.ticks.values()
        self._taken = {code: at for code, at in self._taken.items() if at != letter or code in ticked}
        self._taken |= dict.fromkeys(ticked, letter)
        self._show()
        self.changed.emit(self.text())
