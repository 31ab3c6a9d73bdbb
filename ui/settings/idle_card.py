"""Kunci otomatis: after how many idle minutes this computer locks, as far as the office lets it choose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.safety import SafetyRules
from ui.idle import NEVER, choices_under
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import text_label
from ui.widgets.segmented import Segment, SegmentedControl


class IdleCard(Card):
    """The choices follow the rules of the office; ``chosen`` carries minutes, ``NEVER`` for not at all."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Kunci otomatis", "berlaku di komputer ini", name="akun_kunci_kartu", parent=parent)
        self._theme = theme
        self._offered: tuple[int, ...] = ()
        self._grid: FormGrid | None = None
        self.control: SegmentedControl | None = None
        self.body.addWidget(
            text_label(
                "Bila tidak dipakai selama itu, layar terkunci. Pekerjaan tetap tersimpan; "
                "mengunci sendiri dengan Ctrl+L.",
                "small",
                wrap=True,
            )
        )

    def show_choice(self, minutes: int, rules: SafetyRules, *, with_never: bool) -> None:
        """Offer what the rules allow, and show what this computer has chosen."""
        offered = choices_under(rules) + ((NEVER,) if with_never or minutes == NEVER else ())
        if offered != self._offered or self.control is None:
            self._offered = offered
            self._offer()
        assert self.control is not None
        self.control.set_value(str(minutes))

    def _offer(self) -> None:
        segments = [
            Segment(str(one), str(one)) if one != NEVER else Segment(str(NEVER), "Tidak pernah", "t")
            for one in self._offered
        ]
        self.control = SegmentedControl(segments, name="akun_kunci", label="Kunci otomatis setelah (menit)")
        self.control.chosen.connect(lambda code: self.chosen.emit(int(code)))
        former = self._grid
        self._grid = FormGrid(self._theme, [Field("Setelah (menit)", self.control)])
        if former is None:
            self.body.addWidget(self._grid)
        else:
            self.body.replaceWidget(former, self._grid)
            former.hide()
            former.deleteLater()
