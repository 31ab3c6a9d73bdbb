"""A Word document as a page on a grey desk, near enough to read and check."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsTextItem,
    QGraphicsView,
    QStackedWidget,
    QWidget,
)

from dinsos_desk.documents.preview import Preview
from ui.preview.foot import PreviewFoot
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, text_label

PAGE_WIDTH = 720
PAGE_HEIGHT = 1018
_MARGIN = 52
_DESK = 16
_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
_DESK_COLOUR = "#DCDFE4"
_RULE = '<hr style="background-color:#000000"/>'
"""Else a rule takes its colour from the window, and is lost on white paper in the dark set."""
_FRAME = (
    "#halaman_surat {{ border: 2px solid transparent; }} #halaman_surat:focus {{ border-color: {accent}; }}"
)
NOTE = "Pratinjau perkiraan; hasil cetak mengikuti Word."
EXACT_NOTE = "Halaman sebagaimana tercetak."
MAKING_NOTE = "Pratinjau perkiraan; halaman cetak sedang dibuat…"
NOT_MADE_NOTE = "Halaman cetak tidak dapat dibuat di komputer ini; ini pratinjau perkiraan."


class _Page(QGraphicsView):
    """White paper on a desk; as wide as there is room, or at a zoom the person chose."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._zoom: float | None = None
        self._at_top = True
        self._fitting = False
        self.setObjectName("halaman_surat")
        self.setAccessibleName("Pratinjau surat")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(_FRAME.format(accent=theme.colours.accent))
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundBrush(QBrush(QColor(_DESK_COLOUR)))
        self._scene = QGraphicsScene(self)
        self._paper = QGraphicsRectItem()
        self._paper.setBrush(QBrush(QColor("#FFFFFF")))
        self._paper.setPen(QPen(QColor("#B9BFC7")))
        self._text = QGraphicsTextItem()
        self._text.setDefaultTextColor(QColor("#000000"))
        self._text.setPos(_MARGIN, _MARGIN)
        self._scene.addItem(self._paper)
        self._scene.addItem(self._text)
        self._sheets: list[QGraphicsPixmapItem] = []
        self.setScene(self._scene)

    def put(self, page: Preview) -> None:
        document = QTextDocument(self._text)
        document.setDocumentMargin(0)
        for name, data in page.images.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), QImage.fromData(data))
        document.setHtml(page.html.replace("<hr/>", _RULE))
        self.clear_sheets()
        self._text.setDocument(document)
        self._text.setTextWidth(PAGE_WIDTH - 2 * _MARGIN)
        height = max(PAGE_HEIGHT, self._text.boundingRect().height() + 2 * _MARGIN)
        paper = QRectF(0, 0, PAGE_WIDTH, height)
        self._paper.setRect(paper)
        self._scene.setSceneRect(paper.adjusted(-_DESK, -_DESK, _DESK, _DESK))
        self._at_top = True
        self._fit()
        self.setAccessibleDescription(self.words()[:2000])

    def put_sheets(self, images: Sequence[QImage]) -> None:
        """Lay pictures of pages over the approximate page, one below the other, at the same width."""
        self.clear_sheets()
        self._text.hide()
        top = 0.0
        for image in images:
            sheet = self._scene.addPixmap(QPixmap.fromImage(image))
            sheet.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
            sheet.setScale(PAGE_WIDTH / max(1, image.width()))
            sheet.setPos(0, top)
            self._sheets.append(sheet)
            top += sheet.sceneBoundingRect().height() + _DESK
        whole = QRectF(0, 0, PAGE_WIDTH, top - _DESK)
        self._paper.hide()
        self._scene.setSceneRect(whole.adjusted(-_DESK, -_DESK, _DESK, _DESK))
        self._fit()

    def sheets(self) -> int:
        """How many pages lie there as they print; none for an approximation."""
        return len(self._sheets)

    def clear_sheets(self) -> None:
        """Back to the approximate page."""
        for sheet in self._sheets:
            self._scene.removeItem(sheet)
        if self._sheets:
            self._sheets = []
            self._scene.setSceneRect(self._paper.rect().adjusted(-_DESK, -_DESK, _DESK, _DESK))
        self._text.show()
        self._paper.show()

    def words(self) -> str:
        return self._text.toPlainText()

    def zoom(self) -> float:
        """The scale in force."""
        return self.transform().m11()

    def step(self, direction: int) -> None:
        now = self.zoom() / self._theme.scale
        if direction > 0:
            self._zoom = next((s for s in _STEPS if s > now + 0.01), _STEPS[-1])
        else:
            self._zoom = next((s for s in reversed(_STEPS) if s < now - 0.01), _STEPS[0])
        self._fit()

    def fit_width(self) -> None:
        self._zoom = None
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the head and the signature; the other keys scroll as usual."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends and not event.modifiers():
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fitting = True
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._zoom is not None:
            scale = self._zoom * self._theme.scale
        else:
            scale = min(self.viewport().width() / (PAGE_WIDTH + 2 * _DESK), 1.3 * self._theme.scale)
        self._fitting = True
        self.resetTransform()
        self.scale(scale, scale)
        if self._at_top:
            self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
        self._fitting = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not self._fitting:
            bar = self.verticalScrollBar()
            self._at_top = bar.value() <= bar.minimum()


class LetterView(QWidget):
    """Shows a ``Preview``, that one is on its way, or why there is none; the rest of a page goes on."""

    retry = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("pratinjau")
        self.page = _Page(theme)
        self.state = QStackedWidget()
        self._waiting = EmptyState(theme, "file-clock-outline", "Konsep surat sedang disiapkan…")
        self._nothing = EmptyState(theme, "file-outline", "Pilih permohonan untuk melihat suratnya.")
        self._broken = EmptyState(theme, "file-alert-outline", " ", "Coba lagi")
        self._broken.setObjectName("pratinjau_gagal")
        self._broken.action.connect(self.retry)
        for part in (self._nothing, self._waiting, self.page, self._broken):
            self.state.addWidget(part)
        self.smaller = self._button("−", "Perkecil (Ctrl+-)", "perkecil")
        self.larger = self._button("+", "Perbesar (Ctrl++)", "perbesar")
        self.whole = self._button("Lebar", "Selebar ruang (Ctrl+0)", "selebar_ruang")
        self.smaller.clicked.connect(lambda: self.page.step(-1))
        self.larger.clicked.connect(lambda: self.page.step(1))
        self.whole.clicked.connect(self.page.fit_width)
        self.note = text_label(NOTE, "small", wrap=True)
        self.exact = self._button("Halaman cetak", "Tampilkan sebagaimana tercetak (Alt+H)", "cetak_persis")
        self.exact.setCheckable(True)
        self.exact.toggled.connect(
            lambda on: self.exact.set_label("Pratinjau cepat" if on else "Halaman cetak")
        )
        self.exact.hide()
        self.foot = PreviewFoot(self.note, (self.exact, self.smaller, self.larger, self.whole))
        whole = column(self.state, self.foot, spacing=6)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.show_nothing()

    def show_page(self, page: Preview) -> None:
        """Show a document from its top."""
        self.page.put(page)
        self.note.setText(NOTE)
        self._show(self.page)

    def show_sheets(self, images: Sequence[QImage]) -> None:
        """Show the document that is shown as it prints."""
        self.page.put_sheets(images)
        self.note.setText(EXACT_NOTE)

    def show_waiting(self) -> None:
        """A document is on its way."""
        self._show(self._waiting)

    def show_nothing(self, sentence: str = "") -> None:
        """There is nothing to show, and this is why."""
        if sentence and sentence != self._nothing.accessibleName():
            self._replace(sentence)
        self._show(self._nothing)

    def show_error(self, sentence: str) -> None:
        """Why the document cannot be shown, and what to do."""
        fresh = EmptyState(self._theme, "file-alert-outline", sentence, "Coba lagi")
        fresh.setObjectName("pratinjau_gagal")
        fresh.action.connect(self.retry)
        self._swap(self._broken, fresh)
        self._broken = fresh
        self._show(fresh)

    def is_page_shown(self) -> bool:
        """Whether a document is shown."""
        return self.state.currentWidget() is self.page

    def text(self) -> str:
        """The words on the page; empty while there is none."""
        return self.page.words() if self.state.currentWidget() is self.page else ""

    def problem(self) -> str:
        """What is said instead of a page."""
        return self._broken.accessibleName() if self.state.currentWidget() is self._broken else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                self.page.step(1)
                return
            if event.key() == Qt.Key.Key_Minus:
                self.page.step(-1)
                return
            if event.key() == Qt.Key.Key_0:
                self.page.fit_width()
                return
        super().keyPressEvent(event)

    def _replace(self, sentence: str) -> None:
        fresh = EmptyState(self._theme, "file-outline", sentence)
        self._swap(self._nothing, fresh)
        self._nothing = fresh

    def _swap(self, former: QWidget, fresh: QWidget) -> None:
        self.state.addWidget(fresh)
        self.state.removeWidget(former)
        former.deleteLater()

    def _show(self, part: QWidget) -> None:
        self.state.setCurrentWidget(part)
        self.foot.setVisible(part is self.page)

    @staticmethod
    def _button(label: str, tip: str, name: str) -> KeyButton:
        button = KeyButton(label, name=name)
        button.setToolTip(tip)
        button.setAccessibleName(tip.split(" (")[0])
        return button
