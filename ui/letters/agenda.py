"""Agenda nomor: every number of a year, and the ways to enter, put in, reserve and cancel one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.numbers import AgendaFilter, AgendaRow, Kind, corrections, list_numbers
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.numbers.parts import KEEPERS
from ui.context import Context
from ui.letters.number_form import FormSpec, NumberForm
from ui.letters.number_specs import AgendaWorld, insert_spec, outside_spec
from ui.letters.number_specs_after import cancel_spec, correct_spec, reserve_spec
from ui.letters.number_words import COLUMNS, KIND_CHOICES, about, counter_name
from ui.letters.number_world import agenda_world
from ui.models.paged_model import PagedModel, PageRequest
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_EMPTY = "Belum ada nomor pada tahun ini. Surat yang dibuat di luar program dicatat dengan Ctrl+Enter."
_NOTHING = "Tidak ada nomor yang cocok dengan saringan ini."


class AgendaPage(QWidget):
    """Enter opens the application, corrects a letter made outside, or takes a number from a range."""

    request_wanted = Signal(int)
    told = Signal(str)
    """How many numbers are shown, in words."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agenda_nomor")
        self.setAccessibleName("Agenda nomor")
        self.context = context
        self._sees = Visibility(context.actor.roles, context.actor.division)
        self.keeps = context.actor.may(*KEEPERS)
        self.world: AgendaWorld | None = None
        self.form: NumberForm | None = None
        self._warned = False
        theme = context.theme
        self.year = QuietCombo(name="agenda_tahun", label="Tahun", letters=5)
        self.counter = QuietCombo(name="agenda_urutan", label="Urutan nomor", letters=14)
        self.kind = QuietCombo(name="agenda_jenis", label="Jenis", letters=12)
        self.kind.set_choices(KIND_CHOICES)
        self.search = SearchField(theme, "Cari nomor, perihal, kepada, unit", name="agenda_cari")
        self.banner = Banner(theme, name="agenda_kabar")
        self.banner.link_clicked.connect(self.banner.clear)
        self.model = PagedModel[AgendaRow](
            COLUMNS, None, context.tasks, identity=lambda one: (one.is_range, one.id), parent=self
        )
        self.table = Table(theme, name="agenda_tabel", label="Agenda nomor")
        self.table.set_model(self.model, COLUMNS)
        self.detail = ElidedLabel("", "small")
        self.enter_one = KeyButton("Catat surat luar", "Ctrl+Return", ButtonKind.PRIMARY, name="agenda_catat")
        self.insert = KeyButton("Sisipkan", "Ctrl+I", name="agenda_sisipkan")
        self.reserve = KeyButton("Cadangkan", "Ctrl+D", name="agenda_cadangkan")
        self.cancel = KeyButton("Batalkan", name="agenda_batalkan")
        self.cancel.setToolTip("Delete")
        self.look = KeyButton("Buka", name="agenda_buka")
        self.look.setToolTip("Enter")
        self._lay_out()
        self._connect()
        self._choose(None)

    def enter(self) -> None:
        """Read the years and counters, then the list."""
        self.context.tasks.run_read(self._read_world, self._show_world, self._fail, owner=self)

    def main_action(self) -> None:
        """What Ctrl+Enter does: save the form, else enter a letter made outside."""
        if self.form is not None:
            self.form.submit()
        elif self.enter_one.isVisibleTo(self):
            self.enter_one.click()

    def step_back(self) -> bool:
        """What Esc does; False when there is nothing to step back from."""
        if self.form is not None:
            self.form.leave()
            return True
        if not self.search.text():
            return False
        self.search.clear()
        return True

    def is_dirty(self) -> bool:
        """Whether something typed into the form is not saved."""
        return self.form is not None and self.form.is_dirty()

    def may_leave(self) -> bool:
        """Whether the page can be left now; what may be lost is given up."""
        if self.form is None:
            return True
        if not self.form.may_leave():
            return False
        self._close_form()
        return True

    def _lay_out(self) -> None:
        what = row(self.year, self.counter, self.kind, self.search, spacing=12)
        what.setStretch(3, 1)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        foot = row(self.cancel, self.look, STRETCH, self.reserve, self.insert, self.enter_one, spacing=8)
        page = QWidget()
        whole = column(what, self.banner, card, self.detail, foot, spacing=10)
        whole.setStretch(2, 1)
        page.setLayout(whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(page)
        self.setLayout(column(self.stack))
        self.setFocusProxy(self.table)
        for button in (self.cancel, self.reserve, self.insert, self.enter_one):
            button.setVisible(self.keeps)

    def _connect(self) -> None:
        for combo in (self.year, self.counter, self.kind):
            combo.activated.connect(lambda: self._ask())
        self.search.searched.connect(lambda _: self._ask())
        self.search.left_down.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._open)
        model = self.model
        for signal in (model.modelReset, model.rowsInserted, model.dataChanged, model.loading_changed):
            signal.connect(self._tell)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.cancel.click)
        self.cancel.clicked.connect(self._cancel)
        self.look.clicked.connect(lambda: self._open(self.table.current_row()))
        self.reserve.clicked.connect(lambda: self._begin(reserve_spec))
        self.insert.clicked.connect(lambda: self._begin(insert_spec))
        self.enter_one.clicked.connect(lambda: self._begin(outside_spec))
        self.context.events.letters_changed.connect(self._refresh)
        self.context.events.settings_changed.connect(self._refresh)

    def _refresh(self) -> None:
        if self.isVisible() and self.form is None:
            self.enter()

    def _read_world(self) -> AgendaWorld:
        return agenda_world(self.context.desk)

    def _show_world(self, world: AgendaWorld) -> None:
        self.world = world
        this_year = self.context.desk.now().year
        years = sorted({this_year, *world.years}, reverse=True)
        self.year.set_choices([(str(one), str(one)) for one in years], self.year.value() or str(this_year))
        counters = [(key, counter_name(key, world.series)) for key in world.counters]
        self.counter.set_choices([("", "Semua urutan"), *counters], self.counter.value())
        self.counter.setVisible(len(counters) > 1)
        if self._warned and not world.missing:
            self.banner.clear()
        self._warned = bool(world.missing)
        for key, missing in world.missing:
            shown = ", ".join(str(one) for one in missing[:5])
            text = f"Nomor {shown} pada urutan {counter_name(key, world.series)} belum tercatat."
            self.banner.say(Tone.WARN, f"{text} Catat suratnya, atau lewati dengan alasan.")
        self._ask()

    def _ask(self) -> None:
        kind = self.kind.value()
        wanted = AgendaFilter(
            int(self.year.value() or self.context.desk.now().year),
            self.counter.value(),
            Kind(kind) if kind else None,
            self.search.text().strip(),
        )
        desk, sees = self.context.desk, self._sees

        def source(page: PageRequest[AgendaRow]) -> tuple[AgendaRow, ...]:
            return desk.ask(
                lambda session: list_numbers(session, wanted, sees, after=page.after, limit=page.limit)
            )

        filtered = bool(wanted.text or kind or wanted.sequence)
        self.table.set_empty("numeric", _NOTHING if filtered else _EMPTY)
        self.model.set_source(source)

    def _tell(self) -> None:
        count = self.model.rowCount()
        more = "" if self.model.complete else " pertama"
        words = f"{format_number(count)} baris{more}, yang terbaru di atas" if count else "Tidak ada nomor"
        self.told.emit("Sedang mencari…" if self.model.loading and not count else words)
        self._choose(self.table.current_row())

    def _choose(self, chosen: AgendaRow | None) -> None:
        self.detail.setText(about(chosen))
        self.look.set_label(self._opens(chosen) or "Buka")
        self.look.setEnabled(bool(self._opens(chosen)))
        may_cancel = chosen is not None and (
            chosen.kind is Kind.RESERVED and not chosen.ended
            if chosen.is_range
            else chosen.kind is not Kind.CANCELLED
        )
        self.cancel.set_label("Akhiri" if chosen is not None and chosen.is_range else "Batalkan")
        self.cancel.setEnabled(may_cancel)

    def _opens(self, chosen: AgendaRow | None) -> str:
        """What Enter does with a line, empty for nothing."""
        if chosen is None:
            return ""
        if chosen.request_id is not None:
            return "Buka"
        if chosen.outside and self.keeps:
            return "Ralat"
        if chosen.kind is Kind.RESERVED and not chosen.ended and self.keeps:
            return "Ambil"
        return ""

    def _open(self, chosen: AgendaRow | None) -> None:
        what = self._opens(chosen)
        if chosen is None or not what:
            return
        if chosen.request_id is not None:
            self.request_wanted.emit(chosen.request_id)
        elif chosen.is_range:
            self._begin(lambda context, world: outside_spec(context, world, chosen))
        else:
            desk = self.context.desk
            self.context.tasks.run_read(
                lambda: desk.ask(lambda session: corrections(session, chosen.id)),
                lambda before: self._show_form(correct_spec(self.context, chosen, before)),
                self._fail,
                owner=self,
            )

    def _cancel(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None and self.cancel.isEnabled() and self.keeps:
            self._show_form(cancel_spec(self.context, chosen))

    def _begin(self, make: Callable[[Context, AgendaWorld], FormSpec]) -> None:
        if self.world is not None:
            self._show_form(make(self.context, self.world))

    def _show_form(self, spec: FormSpec) -> None:
        if self.form is not None:
            return
        self.banner.clear()
        form = NumberForm(self.context, spec, self)
        form.left.connect(self._close_form)
        form.saved.connect(self._saved)
        self.form = form
        form.ready.connect(self._turn_to_form)

    def _turn_to_form(self) -> None:
        if self.form is not None:
            self.stack.addWidget(self.form)
            self.stack.setCurrentWidget(self.form)
            self.form.focus_first()

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        self.stack.setCurrentIndex(0)
        self.stack.removeWidget(form)
        form.deleteLater()
        self.table.setFocus()

    def _saved(self, text: str) -> None:
        self._close_form()
        self.context.events.letters_changed.emit()
        if not self.isVisible():
            return
        self.banner.say(Tone.OK, text, "Tutup")

    def _fail(self, error: Exception) -> None:
        say_failure(self.context, self.banner, error)
