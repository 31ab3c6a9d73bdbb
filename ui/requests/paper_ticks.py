"""Which papers are faulty: ticked when an application is sent back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSizePolicy, QWidget

from dinsos_desk.usecases.requests.shown import PaperView
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.layouts import clear_layout, column

_SHOWN = 4


class PaperTicks(QScrollArea):
    """A short list that scrolls when there are many papers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self.setObjectName("berkas_keliru")
        self.setAccessibleName("Berkas yang perlu diperbaiki")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        inside = QWidget()
        inside.setProperty("page", True)
        self._column = column(spacing=2)
        inside.setLayout(self._column)
        self.setWidget(inside)

    def set_papers(self, papers: Sequence[PaperView]) -> None:
        """Show the papers of an application, none ticked."""
        clear_layout(self._column)
        self._boxes = {}
        for paper in papers:
            box = ElidedCheckBox(paper.text, name=f"keliru_{paper.code}")
            self._boxes[paper.code] = box
            self._column.addWidget(box)
        self.updateGeometry()

    def ticked(self) -> tuple[str, ...]:
        """The codes of the ticked papers."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def box(self, code: str) -> QCheckBox:
        """The tick of one paper."""
        return self._boxes[code]

    def sizeHint(self) -> QSize:
        if not self._boxes:
            return QSize(0, 0)
        one = next(iter(self._boxes.values())).sizeHint().height() + 2
        return QSize(super().sizeHint().width(), one * min(len(self._boxes), _SHOWN) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), self.fontMetrics().lineSpacing() * 4))
