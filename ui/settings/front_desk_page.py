"""Meja depan: how long papers are awaited, what receipts are printed on, and the queue."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dinsos_desk.desk import Desk
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import Choice, ChoiceField, NumberField, YesNoField
from dinsos_desk.domain.front_desk import LONGEST_WAIT, FrontDesk, ReceiptFormat, front_desk_faults
from dinsos_desk.usecases.front_desk import RECEIPT_FORMAT_NAMES, change_front_desk, the_front_desk
from ui.context import Context
from ui.settings.front_desk import LINES, PLACE, read_lines, typed_lines
from ui.settings.section import FormSection, read_typed
from ui.widgets.card import Card
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import text_label

_WAIT = NumberField(
    code="wait_days",
    label="Berkas ditunggu paling lama (hari)",
    minimum=1,
    maximum=LONGEST_WAIT,
    help="Sesudahnya permohonan boleh ditutup. Kosong: tanpa batas.",
)
_REMIND = NumberField(
    code="remind_after_days",
    label="Ingatkan pemohon setelah (hari)",
    minimum=1,
    maximum=LONGEST_WAIT,
    help="Sejak terakhir datang atau diingatkan. Kosong: tidak diingatkan.",
)
_FORMAT = ChoiceField(
    code="receipt_format",
    label="Tanda terima dicetak pada",
    required=True,
    choices=tuple(Choice(code=form.value, label=name) for form, name in RECEIPT_FORMAT_NAMES.items()),
    help="Dapat diganti saat mencetak.",
)
_QUEUE = YesNoField(code="queue", label="Memakai nomor antrean", required=True)


@dataclass(frozen=True)
class Shown:
    """What the section shows: the choices, and the short names of the services by code."""

    front_desk: FrontDesk
    names: Mapping[str, str]


def shown_of(desk: Desk) -> Shown:
    """Read it. Raises ``UserError`` *kantor_belum_diatur*."""
    names = {code: service.short_name for code, service in desk.catalog.services.items()}
    return Shown(the_front_desk(desk.reader()), names)


class FrontDeskSection(FormSection):
    """Every choice is the office's own; an empty number means that there is no limit."""

    key = "meja_depan"
    title = "Meja depan"
    icon = "desk"
    intro = "Berapa lama berkas ditunggu, bentuk tanda terima, dan nomor antrean."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: Shown | None = None
        waiting = Card("Menunggu berkas", name="meja_menunggu")
        parts = [self.add_field(_WAIT), self.add_field(_REMIND)]
        waiting.body.addWidget(FormGrid(context.theme, parts))
        receipt = Card("Tanda terima", name="meja_tanda_terima")
        receipt.body.addWidget(FormGrid(context.theme, [self.add_field(_FORMAT)]))
        self.lay_out(waiting, receipt, later=(self._make_queue,))

    def _make_queue(self) -> QWidget:
        queue = Card("Antrean", name="meja_antrean")
        lines = self.add_field(LINES)
        queue.body.addWidget(FormGrid(self.context.theme, [self.add_field(_QUEUE), lines], [lines]))
        queue.body.addWidget(
            text_label(
                "Bila dipakai, ruang Antrean tampil pada bilah kiri bagi petugas (F8).", "small", wrap=True
            )
        )
        return queue

    def load(self) -> None:
        self.read(lambda: shown_of(self.context.desk), self._show)

    def submit(self) -> None:
        if not self.save.isEnabled() or self._shown is None:
            return
        front_desk, faults = self._read(self._shown.names)
        if front_desk is None or faults:
            self.show_faults(faults)
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: change_front_desk(desk.uow(), actor, front_desk), self._saved)

    def _read(self, names: Mapping[str, str]) -> tuple[FrontDesk | None, list[Fault]]:
        values, faults = read_typed(self.fields, self.today())
        lines, wrong = read_lines(values.get(PLACE), names)
        if faults or wrong:
            return None, faults + wrong
        wait, remind = values["wait_days"], values["remind_after_days"]
        front_desk = FrontDesk.model_construct(
            wait_days=wait if isinstance(wait, int) else None,
            remind_after_days=remind if isinstance(remind, int) else None,
            receipt_format=ReceiptFormat(str(values["receipt_format"])),
            queue=values["queue"] is True,
            queue_lines=lines,
        )
        return front_desk, list(front_desk_faults(front_desk))

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        front_desk = shown.front_desk
        typed = {
            "wait_days": str(front_desk.wait_days or ""),
            "remind_after_days": str(front_desk.remind_after_days or ""),
            "receipt_format": front_desk.receipt_format.value,
            "queue": "ya" if front_desk.queue else "tidak",
            PLACE: typed_lines(front_desk.queue_lines, shown.names),
        }
        for code, text in typed.items():
            self.fields[code].editor.set_text(text)
        self.settled()

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved("Tersimpan. Berlaku untuk tanda terima dan surat yang dicetak sesudah ini.")
        self.context.events.settings_changed.emit()
