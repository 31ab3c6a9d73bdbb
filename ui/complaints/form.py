"""Writing a complaint down, and correcting what was written."""

from collections.abc import Iterator, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from dinsos_desk.domain.conditions import FactValue, applies
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import FieldBase, FieldDef, LongTextField, TextField, answer_facts
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.complaints.entry import (
    ABOUT_NEITHER,
    ABOUT_REQUEST,
    ANONYMOUS,
    NAME,
    PLACE,
    TEXT,
    Entry,
    KnownService,
    complaint_fields,
)
from dinsos_desk.usecases.complaints.handling import LONGEST_REASON, correct_complaint, receive_complaint
from dinsos_desk.usecases.complaints.view import ComplaintView
from ui.complaints.keeper import ComplaintKeeper
from ui.complaints.person_pick import PersonPick
from ui.complaints.start import Start
from ui.context import Context
from ui.theme import Tone
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.editors import FieldEditor
from ui.widgets.fault_summary import FaultSummary
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid, FormScroll
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.telling import fault_lines, say_failure

_REASON = TextField(
    code="alasan", label="Alasan perbaikan", required=True, max_length=LONGEST_REASON,
    help="yang semula tertulis tetap tersimpan",
)  # fmt: skip
_FRESH = {"saluran": "langsung", "anonim": "tidak", "tentang": ABOUT_NEITHER}
_AT_ONCE = 3
_GOES_ON = "Ketikan yang belum disimpan dilanjutkan."
_ANEW = "Buang dan mulai kosong"


class ComplaintForm(QWidget):
    """Made in turns. Esc goes back to the list and keeps what was typed; only saving or letting go ends it.

    ``view``: the complaint that is corrected; without it a new one is written down, and what is typed is
    kept within a second. ``kept``: what was typed before and never saved.
    """

    saved = Signal(int, bool)
    """The id, and whether its tanda terima is wanted at once."""
    left = Signal()
    ready = Signal()
    anew_wanted = Signal()
    """What goes on here is given up: begin an empty one."""

    def __init__(
        self,
        context: Context,
        services: tuple[KnownService, ...],
        start: Start | None = None,
        view: ComplaintView | None = None,
        kept: Entry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("formulir_pengaduan")
        self._context, self._services, self.view = context, services, view
        self.start = start or Start()
        self._kept = kept
        self._keeper = ComplaintKeeper(context, lambda: self._entry_now() if self.is_dirty() else None, self)
        self.is_ready = False
        self._held: QWidget | None = None
        self._definitions: tuple[FieldDef, ...] = complaint_fields(services)
        self.fields: dict[str, Field] = {}
        self.reason = make_field(_REASON, self._today)
        self.person = PersonPick(context)
        self.person_field = Field("Orang yang sudah tercatat", self.person)
        self.grid: FormGrid | None = None
        self.banner = Banner(context.theme, name="kabar_formulir_pengaduan")
        self.summary = FaultSummary(context.theme)
        self._card = Card(name="formulir_pengaduan_kartu")
        inner = QWidget()
        inner.setLayout(column(self._card, STRETCH, margins=(0, 0, context.theme.px(4), 0)))
        self.scroll = FormScroll(inner, name="formulir_pengaduan_gulir")
        self._lay_out()
        self.summary.go_to.connect(lambda place: self.scroll.reveal(self._places().get(place)))
        Turns(self._make(), self).done.connect(self._made)

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.is_ready and self._entry_now() != self._began

    def is_pending(self) -> bool:
        """Whether something was typed that is neither saved nor kept."""
        return self.is_dirty() and (self.view is not None or self._keeper.pending)

    def flush(self) -> None:
        """Keep at once what was typed last."""
        self._keeper.flush()

    def let_go(self) -> None:
        """What was typed is given up."""
        if self.view is None:
            self._keeper.let_go()

    def begin_at(self) -> None:
        """Put the cursor where the typing begins."""
        if self.is_ready:
            self.fields["saluran"].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        self._held = self.focusWidget()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Back from another room: the cursor stands where it stood."""
        super().focusInEvent(event)
        if self._held is not None and isValid(self._held) and self._held.isVisible():
            self._held.setFocus()
        else:
            self.begin_at()

    def submit(self, *, then_print: bool = False) -> None:
        """Save, off the window's thread."""
        if not self.is_ready or not self.save.isEnabled():
            return
        desk, actor, services = self._context.desk, self._context.actor, self._services
        entry, view, reason = self._entry_now(), self.view, self.reason.editor.text()
        self.banner.clear()
        self._keeper.stop()
        self._set_free(False)

        def work() -> int:
            if view is None:
                return receive_complaint(desk.uow(), actor, entry, services, desk.now())
            correct_complaint(
                desk.uow(), actor, view.row.id, view.version, entry, reason, services, desk.now()
            )
            return view.row.id

        def done(known_id: int) -> None:
            self._set_free(True)
            self._began = entry
            self._context.events.complaints_changed.emit()
            self.saved.emit(known_id, then_print)

        self._context.tasks.run_write(work, done, self._failed, owner=self)

    def _lay_out(self) -> None:
        new = self.view is None
        title = "Pengaduan baru" if new else f"Perbaiki pengaduan {self.view.row.number}" if self.view else ""
        self.header = PageHeader(title, "Nomor diberikan saat disimpan." if new else "")
        self.cancel = KeyButton("Kembali", "", name="kembali_dari_pengaduan")
        self.cancel.setText("Kembali   Esc")
        self.cancel.clicked.connect(self.left)
        self.print = KeyButton("Simpan dan cetak tanda terima", "Ctrl+P", name="simpan_cetak_pengaduan")
        self.print.clicked.connect(lambda: self.submit(then_print=True))
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="simpan_pengaduan")
        self.save.clicked.connect(lambda: self.submit())
        foot = row(self.reason, STRETCH, self.cancel, self.print, self.save, spacing=12)
        foot.setStretch(0, 0 if new else 1)
        whole = column(
            self.header, self.banner, self.summary, self.scroll, foot, spacing=10, margins=(24, 16, 24, 18)
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.print.setVisible(new)
        self.reason.setVisible(not new)

    def _make(self) -> Iterator[None]:
        """The fields, some in a turn; in the order of the Tab key."""
        typed = self._first_typed()
        parts: list[QWidget] = []
        for number, definition in enumerate(self._definitions, 1):
            if definition is NAME:
                parts.append(self.person_field)
            field = make_field(definition, self._today)
            editor = field.editor
            assert isinstance(editor, FieldEditor)
            editor.set_text(typed.get(definition.code, ""))
            editor.changed.connect(lambda _: self._follow())
            editor.changed.connect(field.clear_error)
            self.fields[definition.code] = field
            parts.append(field)
            if number % _AT_ONCE == 0:
                yield
        wide = [self.person_field, self.fields[TEXT.code]]
        self.grid = FormGrid(self._context.theme, parts, wide)
        yield
        self._card.body.addWidget(self.grid)
        yield
        self.person.changed.connect(self._follow)
        known = self._known_first()
        if known is not None:
            self.person.choose(known)

    def _first_typed(self) -> dict[str, str]:
        if self.view is not None:
            return dict(self.view.typed)
        if self._kept is not None:
            return dict(self._kept.typed)
        if self.start.request_id is not None:
            return {**_FRESH, "tentang": ABOUT_REQUEST, "nomor": self.start.receipt}
        return dict(_FRESH)

    def _made(self) -> None:
        self.is_ready = True
        self._began = Entry(self._typed(), self._known_first())
        if self._kept is not None:
            self._began = Entry({code: _FRESH.get(code, "") for code in self.fields})
            self._keeper.began(self._kept)
            self.banner.say(Tone.INFO, _GOES_ON, _ANEW)
            self.banner.link_clicked.connect(self._ask_anew)
        self._follow()
        if self.isVisible():
            self.begin_at()
        self.ready.emit()

    def _ask_anew(self) -> None:
        if self.banner.text() == _GOES_ON:
            self.anew_wanted.emit()

    def _known_first(self) -> int | None:
        if self._kept is not None:
            return self._kept.person_id
        return self.view.row.person_id if self.view is not None else self.start.person_id

    def _typed(self) -> dict[str, str]:
        texts = {}
        for code, field in self.fields.items():
            assert isinstance(field.editor, FieldEditor)
            texts[code] = field.editor.text()
        return texts

    def _entry_now(self) -> Entry:
        known = self.person.known
        return Entry(self._typed(), known.person_id if known is not None else None)

    def _follow(self) -> None:
        """Show the fields that are asked for; the name only of somebody who is not known."""
        if self.grid is None or not self.is_ready:
            return
        if self.view is None:
            self._keeper.soon()
        facts: dict[str, FactValue] = {}
        for definition in self._definitions:
            asked = applies(definition.when, facts)
            if asked:
                facts |= answer_facts(f"{PLACE}.{definition.code}", self._value(definition))
            shown = asked and not (definition is NAME and self.person.known is not None)
            self.grid.show_part(self.fields[definition.code], shown)
        self.grid.show_part(self.person_field, facts.get(f"{PLACE}.{ANONYMOUS.code}") is not True)

    def _value(self, definition: FieldBase) -> FactValue:
        editor = self.fields[definition.code].editor
        assert isinstance(editor, FieldEditor)
        if isinstance(definition, LongTextField):
            return None
        try:
            return definition.parse(editor.text(), self._today())
        except Refused:
            return None

    def _places(self) -> Mapping[str, Field]:
        return {**{f"{PLACE}.{code}": field for code, field in self.fields.items()}, "alasan": self.reason}

    def _failed(self, error: Exception) -> None:
        self._set_free(True)
        self._keeper.resume()
        if isinstance(error, InvalidInput):
            places = self._places()
            lines = fault_lines(error.faults, tuple(places))
            self.summary.show_faults(lines, places)
            self.scroll.reveal(places.get(lines[0].place))
        else:
            self.summary.clear()
            say_failure(self._context, self.banner, error)

    def _set_free(self, free: bool) -> None:
        self.save.setEnabled(free)
        self.print.setEnabled(free)

    def _today(self) -> date:
        return self._context.desk.now().date()
