"""Meja depan: how long papers are awaited, what receipts are printed on, and the queue."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dinsos_desk.desk import Desk
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import Choice, ChoiceField, NumberField, YesNoField
from dinsos_desk.domain.front_desk import LONGEST_WAIT, FrontDesk, ReceiptFormat, front_desk_faults
from dinsos_desk.usecases.office.front_desk import RECEIPT_FORMAT_NAMES, change_front_desk, the_front_desk
from dinsos_desk.usecases.office.setup import offered_services
from ui.context import Context
from ui.settings.front_desk import LINES, PLACE, lines_in, read_lines, typed_lines
from ui.settings.queue_services import QueueServices
from ui.settings.section import FormSection, read_typed
from ui.widgets.card import Card
from ui.widgets.field import Field
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
_COMPLAINTS = NumberField(
    code="complaint_days",
    label="Pengaduan dijawab paling lama (hari kerja)",
    minimum=1,
    maximum=LONGEST_WAIT,
    help="Sebagaimana diumumkan kantor. Kosong: tanpa batas.",
)
_FORMAT = ChoiceField(
    code="receipt_format",
    label="Tanda terima dicetak pada",
    required=True,
    choices=tuple(Choice(code=form.value, label=name) for form, name in RECEIPT_FORMAT_NAMES.items()),
    help="Dapat diganti saat mencetak.",
)
_COPIES = YesNoField(
    code="mark_copies",
    label="Cetak ulang ditandai SALINAN",
    required=True,
    help="Surat yang sudah diserahkan, juga bila dibuka di Word atau disimpan; isinya tetap sama.",
)
_SERVICES = "queue_services"
_QUEUE = YesNoField(code="queue", label="Memakai nomor antrean", required=True)


@dataclass(frozen=True)
class Shown:
    """What the section shows: the choices, and the services a line may take as (code, short name)."""

    front_desk: FrontDesk
    services: tuple[tuple[str, str], ...]


def shown_of(desk: Desk) -> Shown:
    """Read it: the services are those that are offered, and those that a line names all the same.

    Raises ``UserError`` *kantor_belum_diatur*.
    """
    front_desk = the_front_desk(desk.reader())
    codes = offered_services(desk.reader()).union(*(line.services for line in front_desk.queue_lines))
    known = desk.catalog.services
    named = [(code, known[code].short_name if code in known else code) for code in codes]
    return Shown(front_desk, tuple(sorted(named, key=lambda pair: (pair[1].casefold(), pair[0]))))


class FrontDeskSection(FormSection):
    """Every choice is the office's own; an empty number means that there is no limit."""

    key = "meja_depan"
    title = "Meja depan"
    icon = "desk"
    intro = "Berapa lama berkas ditunggu, bentuk tanda terima, batas pengaduan, dan nomor antrean."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: Shown | None = None
        self.services = QueueServices(context.theme, f"isian_{_SERVICES}")
        self.services.changed.connect(lambda _: self.touch())
        waiting = Card("Menunggu berkas", name="meja_menunggu")
        parts = [self.add_field(_WAIT), self.add_field(_REMIND)]
        waiting.body.addWidget(FormGrid(context.theme, parts))
        receipt = Card("Tanda terima dan surat", name="meja_tanda_terima")
        parts = [self.add_field(_FORMAT), self.add_field(_COPIES)]
        receipt.body.addWidget(FormGrid(context.theme, parts))
        complaints = Card("Pengaduan", name="meja_pengaduan")
        complaints.body.addWidget(FormGrid(context.theme, [self.add_field(_COMPLAINTS)]))
        self.lay_out(waiting, receipt, complaints, later=(self._make_queue,))

    def _make_queue(self) -> QWidget:
        queue = Card("Antrean", name="meja_antrean")
        lines = self.add_field(LINES)
        queue.body.addWidget(FormGrid(self.context.theme, [self.add_field(_QUEUE), lines], [lines]))
        self.fields[_SERVICES] = Field("Layanan tiap antrean", self.services)
        queue.body.addWidget(self.fields[_SERVICES])
        queue.body.addWidget(
            text_label(
                "Bila dipakai, ruang Antrean tampil pada bilah kiri bagi petugas (F8).", "small", wrap=True
            )
        )
        return queue

    def touch(self) -> None:
        """The services follow the lines as they are typed."""
        if PLACE in self.fields:
            self.services.set_lines(lines_in(str(self.snapshot()[PLACE])))
        super().touch()

    def load(self) -> None:
        self.read(lambda: shown_of(self.context.desk), self._show)

    def submit(self) -> None:
        if not self.save.isEnabled() or self._shown is None:
            return
        front_desk, faults = self._read()
        if front_desk is None or faults:
            self.show_faults(faults)
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: change_front_desk(desk.uow(), actor, front_desk), self._saved)

    def _read(self) -> tuple[FrontDesk | None, list[Fault]]:
        values, faults = read_typed(self.fields, self.today())
        lines, wrong = read_lines(values.get(PLACE), self.services.services_of)
        if faults or wrong:
            return None, faults + wrong
        wait, remind = values["wait_days"], values["remind_after_days"]
        answer = values["complaint_days"]
        front_desk = FrontDesk.model_construct(
            wait_days=wait if isinstance(wait, int) else None,
            remind_after_days=remind if isinstance(remind, int) else None,
            complaint_days=answer if isinstance(answer, int) else None,
            receipt_format=ReceiptFormat(str(values["receipt_format"])),
            queue=values["queue"] is True,
            mark_copies=values["mark_copies"] is True,
            queue_lines=lines,
        )
        return front_desk, list(front_desk_faults(front_desk))

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        front_desk = shown.front_desk
        typed = {
            "wait_days": str(front_desk.wait_days or ""),
            "remind_after_days": str(front_desk.remind_after_days or ""),
            "complaint_days": str(front_desk.complaint_days or ""),
            "receipt_format": front_desk.receipt_format.value,
            "queue": "ya" if front_desk.queue else "tidak",
            "mark_copies": "ya" if front_desk.mark_copies else "tidak",
            PLACE: typed_lines(front_desk.queue_lines),
        }
        for code, text in typed.items():
            self.fields[code].editor.set_text(text)
        self.services.set_lines(lines_in(typed[PLACE]))
        self.services.set_taken({line.letter: line.services for line in front_desk.queue_lines})
        self.services.set_services(shown.services)
        self.settled()

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved("Tersimpan. Berlaku untuk tanda terima dan surat yang dicetak sesudah ini.")
        self.context.events.settings_changed.emit()
