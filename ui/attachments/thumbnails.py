"""The list of attachments with small pictures."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dinsos_desk.usecases.intake.attachments import AttachmentView
from ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIDE = 44
_ROW = 60


class ThumbnailModel(QAbstractListModel):
    """Rows with name, detail and, once it is there, a picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.views: tuple[AttachmentView, ...] = ()
        self._details: tuple[str, ...] = ()
        self._pictures: dict[tuple[int, str], QPixmap] = {}

    def set_views(self, views: Sequence[AttachmentView], details: Sequence[str]) -> None:
        """Show other attachments."""
        self.beginResetModel()
        self.views, self._details = tuple(views), tuple(details)
        self.endResetModel()

    def lacking(self) -> AttachmentView | None:
        """The first one without a picture yet."""
        return next((view for view in self.views if _key(view) not in self._pictures), None)

    def set_picture(self, view: AttachmentView, image: QImage) -> None:
        """Its picture is there; an empty one when it cannot be drawn."""
        self._pictures[_key(view)] = QPixmap.fromImage(image)
        for row, known in enumerate(self.views):
            if known.id == view.id:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        view, detail = self.views[index.row()], self._details[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return view.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{view.name}, {detail}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.get(_key(view))
        if role == DETAIL_ROLE:
            return detail
        return view if role == ROW_ROLE else None


class ThumbnailList(QListView):
    """One column; Del and Enter are told of."""

    chosen = Signal(object)
    """The ``AttachmentView`` with the cursor, or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("daftar_lampiran")
        self.setAccessibleName("Lampiran")
        self.setProperty("framed", True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Delegate(theme, self))
        self.model_ = ThumbnailModel(theme, self)
        self.setModel(self.model_)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current()))

    def current(self) -> AttachmentView | None:
        """The one with the cursor."""
        found = self.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, AttachmentView) else None

    def show_views(self, views: Sequence[AttachmentView], details: Sequence[str]) -> None:
        """Show other attachments; the cursor stays where it was, and goes to what is new."""
        before, at = {view.id for view in self.model_.views}, self.current()
        self.model_.set_views(views, details)
        fresh = [row for row, view in enumerate(views) if view.id not in before]
        same = [row for row, view in enumerate(views) if at is not None and view.id == at.id]
        row = fresh[0] if fresh and before else (same or [0])[0]
        if views:
            self.setCurrentIndex(self.model_.index(row))
        self.chosen.emit(self.current())


class _Delegate(QStyledItemDelegate):
    """Picture at the left, name and detail at the right, both elided."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, colours = self._theme, self._theme.px, self._theme.colours
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(rect.adjusted(1, 1, -2, -2))
        side = px(_SIDE)
        frame = QRect(rect.left() + px(10), rect.center().y() - side // 2, side, side)
        self._draw_picture(painter, frame, index)
        view = index.data(ROW_ROLE)
        gone = view.removed_at is not None
        text = rect.adjusted(px(20) + side, px(8), -px(8), -px(8))
        half = text.height() // 2
        painter.setFont(theme.font(13, QFont.Weight.DemiBold))
        painter.setPen(QColor(colours.muted if gone else colours.text))
        upper = QRect(text.left(), text.top(), text.width(), half)
        self._draw(painter, upper, view.name, Qt.TextElideMode.ElideMiddle)
        painter.setFont(theme.font(12))
        painter.setPen(QColor(colours.muted))
        lower = QRect(text.left(), text.top() + half, text.width(), half)
        self._draw(painter, lower, index.data(DETAIL_ROLE), Qt.TextElideMode.ElideRight)
        painter.restore()

    def _draw_picture(self, painter: QPainter, frame: QRect, index: Index) -> None:
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(frame.center())
            painter.drawPixmap(place, picture)
            painter.setPen(QColor(self._theme.colours.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            return
        kind = index.data(ROW_ROLE).kind
        icon = "file-pdf-box" if kind == "pdf" else "image-outline"
        self._theme.icon(icon, self._theme.colours.muted).paint(painter, frame)

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, text: str, mode: Qt.TextElideMode) -> None:
        shown = painter.fontMetrics().elidedText(text, mode, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _key(view: AttachmentView) -> tuple[int, str]:
    """What was turned is drawn anew."""
    return view.id, view.mark
