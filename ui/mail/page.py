"""One incoming letter: what stands about it, to whom it was disposed, what it became."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from dinsos_desk.desk import Desk
from dinsos_desk.domain.mail import CLERKS, RecipientState
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.dispositions import instructions
from dinsos_desk.usecases.mail.givers import Giver, givers
from dinsos_desk.usecases.mail.view import MailView, view_mail
from ui.context import Context
from ui.mail.words import TreeRow, fact_lines, mail_state, nature_badge, tree_columns, tree_of, whole_words
from ui.models.rows_model import RowsModel
from ui.requests.cards import lines_grid
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, FlowLayout, clear_layout, column, row, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.table import Table

_TWO_COLUMNS = 940
_OPEN = (RecipientState.WAITING, RecipientState.FORWARDED)


@dataclass(frozen=True)
class PageData:
    """A letter, who may dispose it now, and what can be ticked."""

    view: MailView
    givers: tuple[Giver, ...]
    usual: tuple[str, ...]


def load_page(desk: Desk, actor: Actor, mail_id: int) -> PageData:
    """Read a letter; who may not read what it is about gets nobody who may dispose it."""
    view = view_mail(desk.reader(), actor, mail_id)
    try:
        able = givers(desk, actor, mail_id) if view.row.readable else ()
    except UserError:
        able = ()
    return PageData(view, able, instructions(desk.reader()))


class MailPage(QWidget):
    """Shows and emits; the room acts. The cursor stands on a disposition, which the buttons are about."""

    left = Signal()
    dispose_wanted = Signal(object)
    """The ``Giver`` who disposes in person."""
    paper_wanted = Signal(object)
    """The ``Giver``s one of whom disposed on paper."""
    finish_wanted = Signal(object)
    reopen_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    """The ``TreeRow``."""
    apply_wanted = Signal()
    print_wanted = Signal()
    scans_wanted = Signal()
    correct_wanted = Signal()
    cancel_wanted = Signal()
    request_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("halaman_surat_masuk")
        self._context = context
        self.data: PageData | None = None
        theme = context.theme
        self.header = PageHeader("Surat masuk", " ")
        self.banner = Banner(theme, name="kabar_surat_masuk")
        self._badges = FlowLayout(spacing=6)
        self.facts = Card("Surat", name="kartu_surat_masuk")
        self._lines = column(spacing=8)
        self.facts.body.addLayout(self._badges)
        self.facts.body.addLayout(self._lines)
        inner = QWidget()
        inner.setLayout(column(self.facts, STRETCH, margins=(0, 0, theme.px(4), 0)))
        self.scroll = FormScroll(inner, name="gulir_surat_masuk")
        columns = tree_columns()
        self.model: RowsModel[TreeRow] = RowsModel(columns, identity=lambda r: r.recipient.id, parent=self)
        self.table = Table(theme, name="tabel_disposisi", label="Disposisi surat ini")
        self.table.set_model(self.model, columns)
        self.told = text_label("", "small", wrap=True)
        self.told.setObjectName("disposisi_terpilih")
        given = Card("Disposisi", name="kartu_disposisi", padding=0)
        given.header.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        self.told.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        given.body.addWidget(self.table, 1)
        given.body.addWidget(self.told)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(12)
        self._body.addWidget(self.scroll, 2)
        self._body.addWidget(given, 3)
        whole = column(self.header, self.banner, self._body, self._make_foot(), spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_data(self, data: PageData, recipient_id: int | None = None) -> None:
        """Show a letter, the cursor on one of those it was disposed to."""
        self.data = data
        row_ = data.view.row
        self.header.set_title(f"Surat masuk {row_.number}")
        self.header.set_subtitle(f"{row_.sender} · {row_.subject}")
        clear_layout(self._badges)
        for badge in (nature_badge(row_), mail_state(row_)):
            self._badges.addWidget(Badge(self._context.theme, badge))
        self._show_facts(data)
        rows = tree_of(data.view)
        words = "Belum ada disposisi." if row_.readable else "Disposisi surat rahasia tidak ditampilkan."
        self.table.set_empty("arrow-decision-outline", words)
        self.model.set_rows(rows)
        wanted = [place for place, one in enumerate(rows) if one.recipient.id == recipient_id]
        mine = [n for n, one in enumerate(rows) if one.recipient.mine and one.recipient.state in _OPEN]
        if wanted or not self.table.currentIndex().isValid():
            self.table.choose_row(next(iter((*wanted, *mine, 0))))
        self._enable()

    def chosen(self) -> TreeRow | None:
        """The disposition under the cursor."""
        return self.table.current_row() if self.model.rowCount() else None

    def main_action(self) -> None:
        """Ctrl+Enter: what this user is most likely here for."""
        for button in (self.done, self.dispose, self.paper):
            if not button.isHidden() and button.isEnabled():
                button.click()
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._context.theme.px(_TWO_COLUMNS)
        way = QBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _make_foot(self) -> QWidget:
        def button(label: str, key: str, name: str, wanted: object) -> KeyButton:
            made = KeyButton(label, key, name=f"surat_masuk_{name}")
            made.clicked.connect(wanted)
            return made

        self.back = button("Kembali", "Esc", "kembali", self.left)
        self.correct = button("Ralat…", "Alt+R", "ralat", self.correct_wanted)
        self.cancel = button("Batalkan surat…", "Alt+B", "batalkan", self.cancel_wanted)
        self.print = button("Lembar disposisi", "Ctrl+P", "cetak", self.print_wanted)
        self.scans = button("Lampiran", "F6", "lampiran", self.scans_wanted)
        self.apply = button("Jadikan permohonan", "Alt+J", "permohonan", self.apply_wanted)
        self.withdraw = button("Cabut…", "Del", "cabut", self._emit_for(self.withdraw_wanted))
        self.reopen = button("Buka lagi", "Ctrl+Z", "buka_lagi", self._emit_for(self.reopen_wanted))
        self.paper = button("Catat dari kertas", "Ctrl+Shift+D", "kertas", self._on_paper)
        self.dispose = button("Disposisi", "Ctrl+D", "disposisi", self._on_dispose)
        self.done = button("Selesai…", "Ctrl+Return", "selesai", self._emit_for(self.finish_wanted))
        others = QWidget()
        flow = FlowLayout(others, spacing=8)
        for one in (
            self.back, self.correct, self.cancel, self.scans, self.print, self.apply, self.withdraw,
            self.reopen,
        ):  # fmt: skip
            flow.addWidget(one)
        foot = QWidget()
        line = row(others, self.paper, self.dispose, self.done, spacing=8)
        line.setStretch(0, 1)
        for main in (self.paper, self.dispose, self.done):
            line.setAlignment(main, Qt.AlignmentFlag.AlignBottom)
        foot.setLayout(line)
        return foot

    def _emit_for(self, signal: object) -> object:
        def emit() -> None:
            chosen = self.chosen()
            if chosen is not None:
                signal.emit(chosen)  # type: ignore[attr-defined]

        return emit

    def _on_row(self, _current: QModelIndex, _former: QModelIndex) -> None:
        self._enable()

    def _on_dispose(self) -> None:
        own, again = self._givers(in_person=True), self._again_on_paper()
        if own:
            self.dispose_wanted.emit(own[0])
        elif again:
            self.paper_wanted.emit(again)

    def _on_paper(self) -> None:
        known = self._givers(in_person=False)
        if known:
            self.paper_wanted.emit(known)

    def _givers(self, *, in_person: bool) -> tuple[Giver, ...]:
        """Whoever may dispose: the recipient under the cursor, else the first ones, else anybody."""
        if self.data is None:
            return ()
        able = tuple(one for one in self.data.givers if one.in_person is in_person)
        if not in_person:
            able = tuple(one for one in able if one not in self._again_on_paper())
        chosen = self.chosen()
        here = tuple(one for one in able if chosen is not None and one.from_id == chosen.recipient.id)
        first = tuple(giver for giver in able if giver.from_id is None)
        return here or first or (able[:1] if in_person else ())

    def _again_on_paper(self) -> tuple[Giver, ...]:
        """Another disposition of the Kepala Dinas beside the first one, recorded from paper."""
        able = self.data.givers if self.data is not None else ()
        return tuple(one for one in able if one.after and not one.in_person)

    def _enable(self) -> None:
        data, chosen, actor = self.data, self.chosen(), self._context.actor
        self.told.setText(whole_words(chosen) if chosen is not None else "")
        self.told.setVisible(chosen is not None)
        if data is None:
            return
        row_ = data.view.row
        stands = row_.readable and not row_.cancelled_reason
        clerk = actor.may(*CLERKS)
        to = chosen.recipient if chosen is not None and stands else None
        may_close = to is not None and (to.mine or clerk)
        self.done.setVisible(may_close and to is not None and to.state in _OPEN)
        self.reopen.setVisible(may_close and to is not None and to.state is RecipientState.DONE)
        withdrawable = to is not None and to.state is RecipientState.WAITING
        given_by_me = chosen is not None and chosen.given.recorder_id == actor.user_id
        self.withdraw.setVisible(withdrawable and given_by_me)
        own = self._givers(in_person=True)
        again = bool(own[0].after if own else self._again_on_paper())
        self.dispose.setVisible(bool(own) or again)
        self.dispose.set_label("Disposisi lagi" if again else "Disposisi")
        self.paper.setVisible(bool(self._givers(in_person=False)))
        self.apply.setVisible(stands and actor.may(Role.PETUGAS))
        self.print.setVisible(stands)
        self.scans.setVisible(row_.readable)
        count = data.view.scans
        self.scans.set_label(f"Lampiran ({count})" if count else "Lampiran")
        self.correct.setVisible(stands and clerk)
        self.cancel.setVisible(stands and clerk and not row_.disposed and not row_.receipts)
        mains = (self.done, self.dispose, self.paper)
        first = next(
            (one for one in mains if not one.isHidden() and not (again and one is self.dispose)), None
        )
        for one in (self.done, self.dispose, self.paper):
            one.set_kind(ButtonKind.PRIMARY if one is first else ButtonKind.PLAIN)

    def _show_facts(self, data: PageData) -> None:
        clear_layout(self._lines)
        if data.view.row.cancelled_reason:
            self._lines.addWidget(
                text_label(f"Dibatalkan: {data.view.row.cancelled_reason}", "error", wrap=True)
            )
        self._lines.addLayout(lines_grid(fact_lines(data.view)))
        for linked in data.view.requests:
            link = LinkButton(linked.receipt, name=f"permohonan_{linked.request_id}")
            link.setAccessibleName(f"Buka permohonan {linked.receipt}")
            link.clicked.connect(lambda _=False, known=linked.request_id: self.request_wanted.emit(known))
            about = text_label(f"{linked.service_name} · {linked.client_name}", wrap=True)
            line = row(text_label("Menjadi permohonan", "muted"), link, about, spacing=6)
            line.setStretch(2, 1)
            self._lines.addLayout(line)
        for who, at, own in data.view.drafts:
            whose = "Konsep Anda" if own else f"Konsep {who}"
            self._lines.addWidget(
                text_label(f"{whose} dari surat ini belum dikirim ({at:%d/%m/%Y %H.%M}).", "small", wrap=True)
            )
