"""The shelf: attachments of one owner, the ways to add some, and the preview beside them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.intake.attachments import AttachmentView, Owner
from ui.attachments.adding import AddingBar
from ui.attachments.beside import Beside
from ui.attachments.given import Given, given_in, holds_something
from ui.attachments.preview import Preview
from ui.attachments.thumbnails import ThumbnailList
from ui.attachments.view_tools import ViewTools
from ui.attachments.words import EMPTY, EMPTY_READ_ONLY, detail_words, refused_words
from ui.attachments.work import Added, ShelfWork
from ui.context import Context
from ui.dialogs import Dialogs
from ui.tasks import LongTask
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.later_progress import follow_when_long
from ui.widgets.layouts import column, restyle
from ui.widgets.progress_line import ProgressLine
from ui.widgets.telling import say_failure

_MOST_AGAIN = 3


class Shelf(QFrame):
    """``papers``: what may be shown, by code. ``requirement``: only those of one paper, None for all.

    ``sent``: whether it belongs to an application or person by now, so that taking away asks for a reason.
    """

    counted = Signal(object)
    """All attachments that stand (``tuple[AttachmentView, ...]``), of other papers too."""

    def __init__(
        self,
        context: Context,
        owner: Owner,
        papers: Mapping[str, str],
        *,
        requirement: str | None = None,
        may_change: bool = True,
        sent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rak_lampiran")
        self.setAccessibleName("Lampiran")
        self._context = context
        self._papers = papers
        self._requirement = requirement
        self._may_change = may_change
        self._sent = sent
        self.views: tuple[AttachmentView, ...] = ()
        self.work = ShelfWork(context, owner, self)
        self.banner = Banner(context.theme, name="kabar_lampiran")
        self.banner.link_clicked.connect(self.banner.clear)
        self.progress = ProgressLine()
        self.bar = AddingBar(context)
        self.list = ThumbnailList(context.theme)
        self.empty = EmptyState(
            context.theme,
            "paperclip",
            EMPTY if may_change else EMPTY_READ_ONLY,
            "Pilih berkas" if may_change else "",
        )
        self.preview = Preview(context, self.work)
        self.preview.may_turn = may_change
        self.tools = ViewTools(papers)
        self._shown_yet = self._is_fresh = False
        self._lay_out()
        self._connect()
        self.setAcceptDrops(may_change)
        self.bar.setVisible(may_change)

    def add(self, given: Sequence[Given]) -> None:
        """Add what somebody gave."""
        if given and self._may_change:
            self.banner.clear()
            self.work.add(given, self._requirement or "", delete_originals=self.bar.scanning.read().delete)

    def show_owner(self, owner: Owner, papers: Mapping[str, str]) -> None:
        """Show the attachments of somebody or something else."""
        if owner != self.work.owner:
            self.banner.clear()
            self._show(())
        self._papers = papers
        self.tools.set_papers(papers)
        self.work.owner = owner
        self.work.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._may_change:
            self.bar.watch()
        self.work.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        self.bar.rest()
        super().hideEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.start()

    def start(self) -> None:
        """Put the cursor where work begins."""
        here = self.list if self.list.model_.views else (self.bar.choose if self._may_change else self.list)
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._may_change:
            self._ask_take_away()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may_change and holds_something(event.mimeData()):
            event.acceptProposedAction()
            restyle(self, "dropping", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "dropping", False)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "dropping", False)
        event.acceptProposedAction()
        self._take_mime(event.mimeData())

    def paste(self) -> None:
        """Ctrl+V: files or a picture."""
        self._take_mime(QGuiApplication.clipboard().mimeData())

    def _take_mime(self, mime: QMimeData | None) -> None:
        given = given_in(mime, f"{self._context.desk.now():%d-%m-%Y %H.%M.%S}")
        if given:
            self.add(given)
        else:
            self.banner.say(Tone.INFO, "Tidak ada gambar atau berkas pada papan klip.", "Tutup")

    def _lay_out(self) -> None:
        px = self._context.theme.px
        self.list.setMinimumWidth(px(180))
        left = column(self.list, self.tools, spacing=8)
        left.setStretch(0, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(Beside(self._context.theme, self._left, self.preview))
        whole = column(self.bar, self.banner, self.progress, self.stack, spacing=8, margins=(2, 2, 2, 2))
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.work.listed.connect(self._on_listed)
        self.work.adding.connect(self._follow)
        self.work.added.connect(self._say_added)
        self.work.failed.connect(lambda error: say_failure(self._context, self.banner, error))
        self.bar.given.connect(self.add)
        self.bar.paste_wanted.connect(self.paste)
        self.bar.told.connect(self._say)
        self.empty.action.connect(self.bar.choose_files)
        self.list.chosen.connect(self._choose)
        self.preview.turn_wanted.connect(self._turn)
        self.tools.move_wanted.connect(self._move)
        self.tools.take_away_wanted.connect(self._ask_take_away)
        if self._may_change:
            paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
            paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            paste.activated.connect(self.paste)

    def _follow(self, task: LongTask) -> None:
        follow_when_long(self.progress, task, "Membaca berkas…")

    def _say_added(self, added: Added) -> None:
        self._is_fresh = self._is_fresh or added.count > 0
        lines = list(added.refused)
        if added.originals_left:
            lines.append(f"Berkas asli {added.originals_left[0]} tidak dapat dihapus dari folder pemindai.")
        if lines or added.again:
            kept = [f"{added.count} berkas terlampir."] if added.count else []
            said = [*kept, *([refused_words(lines)] if lines else []), *added.again[:_MOST_AGAIN]]
            self.banner.say(Tone.WARN if lines else Tone.INFO, "\n".join(said), "Tutup")
        elif added.count:
            self.banner.clear()

    def _say(self, told: object) -> None:
        if isinstance(told, DeskError):
            say_failure(self._context, self.banner, told)
        else:
            self.banner.say(Tone.INFO, str(told), "Tutup")

    def _on_listed(self, views: tuple[AttachmentView, ...]) -> None:
        self.banner.clear_problem()
        self._show(views)
        self.counted.emit(tuple(view for view in views if view.removed_at is None))

    def _show(self, views: tuple[AttachmentView, ...]) -> None:
        mine = [v for v in views if self._requirement in (None, v.requirement)]
        self.views = tuple(sorted(mine, key=lambda view: view.removed_at is not None))
        goes_on = not self._shown_yet or (self._is_fresh and self._holds_cursor())
        self.stack.setCurrentIndex(1 if self.views else 0)
        papers = self._papers if self._requirement is None else {}
        self.list.show_views(self.views, [detail_words(view, papers) for view in self.views])
        if self.isVisible() and (goes_on or (not self.views and self._holds_cursor())):
            self._shown_yet, self._is_fresh = True, False
            self.start()
        self._draw_next()

    def _holds_cursor(self) -> bool:
        """Whether nobody types elsewhere in the window meanwhile."""
        held = self.window().focusWidget()
        return held is None or held is self or self.isAncestorOf(held)

    def _draw_next(self) -> None:
        """The small pictures come one by one, the larger work first."""
        view = self.list.model_.lacking()
        if view is None:
            return
        side = self._context.theme.px(96)
        work = self.work

        def failed(_: Exception) -> None:
            self._drawn(view, None)

        self._context.tasks.run_read(
            lambda: work.image(view.id, 0, (side, side)),
            lambda image: self._drawn(view, image),
            failed,
            owner=self,
        )

    def _drawn(self, view: AttachmentView, image: object) -> None:
        self.list.model_.set_picture(view, image if isinstance(image, QImage) else QImage())
        self._draw_next()

    def _choose(self, view: AttachmentView | None) -> None:
        self.preview.show_view(view)
        self.tools.show_view(view, self._may_change and view is not None and view.removed_at is None)

    def _turn(self, quarters: int) -> None:
        view = self.list.current()
        if view is not None and view.removed_at is None and self._may_change:
            self.work.turn(view, quarters)

    def _move(self, requirement: str) -> None:
        view = self.list.current()
        if view is not None and view.requirement != requirement:
            self.work.move(view, requirement)

    def _ask_take_away(self) -> None:
        view = self.list.current()
        if view is None or view.removed_at is not None:
            return
        title = f"Keluarkan lampiran {view.name}?"
        if self._sent:
            reason = Dialogs.ask_text(self, title, "Alasan", action_label="Keluarkan")
            if reason is not None:
                self.work.take_away(view, reason)
        elif Dialogs.confirm(self, title, "Lampiran ini dihapus dari konsep.", "Keluarkan", destructive=True):
            self.work.take_away(view, "")
