"""An attachment on the screen: page by page, as near as one wants."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QToolButton, QWidget

from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.audit.trail import note_attachment_seen
from dinsos_desk.usecases.intake.attachments import AttachmentView
from ui.attachments.work import ShelfWork
from ui.context import Context
from ui.requests.latest import Latest
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.telling import in_words

ZOOMS = (1.0, 1.5, 2.0, 3.0)
_MOST_PIXELS = 3508
_SETTLE_MS = 60


class Preview(QWidget):
    """Drawn on a worker; the last drawing stays until the next one is there."""

    turn_wanted = Signal(int)
    """Turn what is shown clockwise by so many quarters, for good."""
    shown = Signal()
    """A page is on the screen."""

    def __init__(self, context: Context, work: ShelfWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pratinjau_lampiran")
        self.setAccessibleName("Pratinjau lampiran")
        self._context = context
        self._work = work
        self._latest = Latest(context.tasks, self)
        self._view: AttachmentView | None = None
        self._image = QImage()
        self._told = 0
        self.page = 0
        self.zoom = 0
        self._canvas = QLabel()
        self._canvas.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.scroll = QScrollArea()
        self.scroll.setObjectName("gulir_lampiran")
        self.scroll.setAccessibleName("Halaman lampiran; panah menggulir")
        self.scroll.setWidgetResizable(True)
        self.scroll.setProperty("framed", True)
        self.scroll.setWidget(self._canvas)
        self.message = text_label("", "muted", wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.message)
        self.stack.addWidget(self.scroll)
        self.stack.setMinimumSize(context.theme.px(160), context.theme.px(120))
        self.back = self._tool("chevron-left", "Halaman sebelumnya", "PgUp", lambda: self.go(-1))
        self.on = self._tool("chevron-right", "Halaman berikutnya", "PgDown", lambda: self.go(1))
        self.place = text_label("", "small")
        self.smaller = self._tool(
            "magnify-minus-outline", "Perkecil", "Ctrl+-", lambda: self.set_zoom(self.zoom - 1)
        )
        self.larger = self._tool(
            "magnify-plus-outline", "Perbesar", "Ctrl++", lambda: self.set_zoom(self.zoom + 1)
        )
        self.fit = self._tool("fit-to-page-outline", "Seluruh halaman", "Ctrl+0", lambda: self.set_zoom(0))
        self.turn_left = self._tool(
            "rotate-left", "Putar ke kiri", "Ctrl+Shift+R", lambda: self.turn_wanted.emit(3)
        )
        self.turn_right = self._tool(
            "rotate-right", "Putar ke kanan", "Ctrl+R", lambda: self.turn_wanted.emit(1)
        )
        twin = QShortcut(QKeySequence("Ctrl+="), self)
        twin.activated.connect(self.larger.animateClick)
        tools = row(self.back, self.place, self.on, STRETCH, self.smaller, self.fit, self.larger, spacing=2)
        tools.addSpacing(context.theme.px(8))
        tools.addWidget(self.turn_left)
        tools.addWidget(self.turn_right)
        whole = column(tools, self.stack, spacing=4)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.may_turn = True
        self.show_view(None)

    @property
    def view(self) -> AttachmentView | None:
        """What is shown."""
        return self._view

    def show_view(self, view: AttachmentView | None) -> None:
        """Show another attachment, from its first page; the same one stays where it is."""
        former, self._view = self._view, view
        if view is None or former is None or view.id != former.id:
            self.page, self.zoom = 0, 0
            self._image = QImage()
        if view is None:
            self._latest.forget()
            self._say("")
        elif former is None or (view.id, view.mark) != (former.id, former.mark) or self._image.isNull():
            self._ask()
        self._show_tools()

    def go(self, step: int) -> None:
        """Turn pages."""
        view = self._view
        if view is not None and 0 <= self.page + step < view.pages:
            self.page += step
            self.scroll.verticalScrollBar().setValue(0)
            self._ask()
            self._show_tools()

    def set_zoom(self, zoom: int) -> None:
        """As near as the step of ``ZOOMS`` says; 0 shows the whole page."""
        zoom = max(0, min(zoom, len(ZOOMS) - 1))
        if zoom != self.zoom and self._view is not None:
            self.zoom = zoom
            self._ask()
            self._show_tools()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._view is not None:
            self._settle.start()

    def _ask(self) -> None:
        view, page = self._view, self.page
        if view is None or not self.isVisible():
            return
        box, work = self._box(), self._work
        if self._image.isNull():
            self._say("Membuka…")
        self._latest.ask(lambda: work.image(view.id, page, box), self._draw, self._fail)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._view is not None:
            self._settle.start()

    def _box(self) -> tuple[int, int]:
        ratio, near = self.devicePixelRatioF(), ZOOMS[self.zoom]
        width, height = self.stack.width() - 4, self.stack.height() - 4
        sides = (max(40, round(width * near * ratio)), max(40, round(height * near * ratio)))
        return min(sides[0], _MOST_PIXELS), min(sides[1], _MOST_PIXELS)

    def _draw(self, image: QImage) -> None:
        self._image = image
        pixels = QPixmap.fromImage(image)
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        self._canvas.setPixmap(pixels)
        view = self._view
        if view is not None:
            self._tell(view)
            self._canvas.setAccessibleName(f"{view.name}, halaman {self.page + 1} dari {view.pages}")
        self.stack.setCurrentWidget(self.scroll)
        self.shown.emit()

    def _tell(self, view: AttachmentView) -> None:
        """Whoever sees an attachment is written into the audit trail, once until another one is shown."""
        if view.id != self._told:
            self._told = view.id
            desk, actor = self._context.desk, self._context.actor
            self._context.tasks.run_write(lambda: note_attachment_seen(desk.uow(), actor, view.id))

    def _fail(self, error: DeskError) -> None:
        self._say(in_words(error))

    def _say(self, text: str) -> None:
        self._canvas.clear()
        self.message.setText(text)
        self.stack.setCurrentWidget(self.message)

    def _show_tools(self) -> None:
        view = self._view
        pages = view.pages if view is not None else 0
        for tool in (self.back, self.place, self.on):
            tool.setVisible(pages > 1)
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page + 1 < pages)
        self.place.setText(f"{self.page + 1} / {pages}")
        for tool, sense in (
            (self.smaller, self.zoom > 0),
            (self.fit, self.zoom > 0),
            (self.larger, self.zoom < len(ZOOMS) - 1),
        ):
            tool.setEnabled(view is not None and sense)
        for tool in (self.turn_left, self.turn_right):
            tool.setVisible(self.may_turn)
            tool.setEnabled(view is not None and view.removed_at is None)

    def _tool(self, icon: str, words: str, key: str, act: object) -> QToolButton:
        theme = self._context.theme
        tool = QToolButton()
        tool.setObjectName(f"lampiran_{icon.replace('-', '_')}")
        tool.setIcon(theme.icon(icon))
        tool.setIconSize(QSize(theme.px(20), theme.px(20)))
        tool.setFixedSize(theme.px(34), theme.px(32))
        tool.setToolTip(f"{words} ({key})")
        tool.setAccessibleName(words)
        tool.setShortcut(QKeySequence(key))
        tool.clicked.connect(act)
        return tool
