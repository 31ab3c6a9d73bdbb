"""A picture of the letterhead while it is being typed; the letters themselves take it from Word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.usecases.office.setup import OfficeData
from ui.theme import Theme

_PAPER = "#FFFFFF"
_INK = "#111111"
_FAINT = "#8A8A8A"


def contact_lines(office: OfficeData) -> tuple[str, str]:
    """Address and ways to reach the office, as the letterhead prints them."""
    postcode = f" Kode Pos {office.postcode.strip()}" if office.postcode.strip() else ""
    ways = (
        f"Telepon {office.phone.strip()}" if office.phone.strip() else "",
        f"Pos-el {office.email.strip()}" if office.email.strip() else "",
        f"Laman {office.website.strip()}" if office.website.strip() else "",
    )
    return office.address.strip() + postcode, ", ".join(way for way in ways if way)


class Letterhead(QWidget):
    """White as paper in every scheme; what is not typed yet is shown faintly."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pratinjau_kop")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._office = OfficeData()
        self._emblem = QPixmap()

    def show_office(self, office: OfficeData) -> None:
        """Draw this office."""
        self._office = office
        self._emblem = QPixmap()
        if office.emblem:
            self._emblem.loadFromData(office.emblem)
        self.setAccessibleName(f"Pratinjau kop surat: {office.government}, {office.name}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(102))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self._theme.px(102))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, office = self._theme.px, self._office
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        paper = QRectF(self.rect()).adjusted(px(20), px(10), -px(20), -px(12))
        side = float(px(60))
        emblem = QRectF(paper.left(), paper.top() + px(6), side, side)
        self._paint_emblem(painter, emblem)
        address, ways = contact_lines(office)
        place = paper.adjusted(side, 0, -side, 0)
        top = place.top()
        for text, empty, size, bold in (
            (office.government.upper(), "NAMA PEMERINTAH DAERAH", 14, False),
            (office.name.upper(), "NAMA KANTOR", 18, True),
            (address, "Alamat kantor", 11, False),
            (ways, "", 11, False),
        ):
            top = self._line(painter, QRectF(place.left(), top, place.width(), 0), text, empty, size, bold)
        low = paper.bottom()
        painter.setPen(QPen(QColor(_INK), px(2)))
        painter.drawLine(paper.left(), low - px(4), paper.right(), low - px(4))
        painter.setPen(QPen(QColor(_INK), 1))
        painter.drawLine(paper.left(), low, paper.right(), low)

    def _line(self, painter: QPainter, place: QRectF, text: str, empty: str, size: int, bold: bool) -> float:
        """Draw one line, smaller when it is too long; where the next begins."""
        font = QFont(self._office.font)
        font.setPixelSize(self._theme.px(size))
        font.setBold(bold)
        words = " ".join((text or empty).split())
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if wide > place.width() > 0:
            font.setPixelSize(max(self._theme.px(8), int(font.pixelSize() * place.width() / wide)))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(_INK if text else _FAINT))
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(
            QRectF(place.left(), place.top(), place.width(), metrics.height()),
            int(Qt.AlignmentFlag.AlignHCenter),
            cut,
        )
        return place.top() + metrics.height()

    def _paint_emblem(self, painter: QPainter, place: QRectF) -> None:
        if self._emblem.isNull():
            painter.setPen(QPen(QColor(_FAINT), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place.adjusted(4, 4, -4, -4))
            painter.setFont(self._theme.font(10))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "lambang")
            return
        size = self._emblem.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        middle = QRectF(0, 0, size.width(), size.height())
        middle.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(middle, self._emblem, QRectF(self._emblem.rect()))
