"""Agenda surat masuk and buku register disposisi: they fill themselves from what was entered."""

from collections.abc import Iterator
from datetime import date, datetime

from dinsos_desk.catalog.schema import RegisterColumn
from dinsos_desk.db.queries.mail.dispositions import (
    DispositionRow,
    RecipientRow,
    dispositions_given,
    dispositions_of,
    recipients_of,
)
from dinsos_desk.db.queries.mail.letters import MailFilter, MailRow, mail_rows, mails_of
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.mail import HIDDEN, RecipientState
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.words import (
    NATURE_NAMES,
    eyes_of,
    giver_words,
    order_words,
    recipient_words,
    state_words,
)
from dinsos_desk.usecases.registers.prints import NUMBER_COLUMN, OfficeRegister, RegisterLine

_AT_ONCE = 500
_MOST = 100_000

AGENDA_COLUMNS = (
    RegisterColumn(title="No.", value=(NUMBER_COLUMN,), width=0.5),
    RegisterColumn(title="Nomor agenda", value=("surat.agenda",), width=1.1),
    RegisterColumn(title="Diterima", value=("surat.diterima",), width=1.1),
    RegisterColumn(title="Asal surat", value=("surat.asal",), width=2.0),
    RegisterColumn(title="Nomor surat", value=("surat.nomor",), width=1.5),
    RegisterColumn(title="Tanggal surat", value=("surat.tanggal",), width=1.1),
    RegisterColumn(title="Perihal", value=("surat.perihal",), width=2.8),
    RegisterColumn(title="Jenis", value=("surat.jenis",), width=1.2),
    RegisterColumn(title="Sifat", value=("surat.sifat",), width=0.8),
    RegisterColumn(title="Lampiran", value=("surat.lampiran",), width=1.0),
    RegisterColumn(title="Diteruskan kepada", value=("surat.kepada",), width=1.8),
    RegisterColumn(title="Keterangan", value=("surat.keterangan",), width=1.6),
)
"""The columns of the agenda surat masuk, as data."""

DISPOSITION_COLUMNS = (
    RegisterColumn(title="No.", value=(NUMBER_COLUMN,), width=0.5),
    RegisterColumn(title="Tanggal", value=("disposisi.tanggal",), width=1.1),
    RegisterColumn(title="Nomor agenda", value=("surat.agenda",), width=1.1),
    RegisterColumn(title="Asal surat", value=("surat.asal",), width=1.8),
    RegisterColumn(title="Perihal", value=("surat.perihal",), width=2.4),
    RegisterColumn(title="Dari", value=("disposisi.dari",), width=1.4),
    RegisterColumn(title="Diteruskan kepada", value=("disposisi.kepada",), width=1.6),
    RegisterColumn(title="Isi disposisi", value=("disposisi.isi",), width=2.4),
    RegisterColumn(title="Batas waktu", value=("disposisi.batas",), width=1.1),
    RegisterColumn(title="Tindak lanjut", value=("disposisi.hasil",), width=2.2),
)
"""The columns of the buku register disposisi, as data."""


def mail_registers(actor: Actor) -> tuple[OfficeRegister, ...]:
    """Both registers, for whoever may enter the room of incoming letters."""
    if not actor.may(*WORKING_ROLES, Role.PEMBACA):
        return ()
    return agenda_register(actor), disposition_register(actor)


def agenda_register(actor: Actor) -> OfficeRegister:
    """The agenda surat masuk of the letters received in a period, in the order of their numbers."""

    def lines(uow: UnitOfWork, period: Period, now: datetime) -> Iterator[RegisterLine]:
        eyes = eyes_of(actor)
        wanted = MailFilter(days=(period.first, period.last))
        rows = mail_rows(uow.session, eyes, wanted, _MOST, oldest_first=True)
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            first = [one for one in dispositions_of(uow.session, [r.id for r in part]) if one.from_id is None]
            went = recipients_of(uow.session, eyes, [one.id for one in first])
            for row in part:
                mine = {one.id for one in first if one.mail_id == row.id}
                to = "; ".join(
                    recipient_words(one)
                    for one in went
                    if one.disposition_id in mine and one.state is not RecipientState.WITHDRAWN
                )
                cells = _agenda_cells(row, to)
                yield RegisterLine(row.serial, 0, cells, mail_id=row.id, code=f"agenda:{row.id}")

    return OfficeRegister(
        "surat_masuk", "Agenda surat masuk", "Agenda surat masuk", AGENDA_COLUMNS, "surat masuk", lines
    )


def disposition_register(actor: Actor) -> OfficeRegister:
    """What was disposed in a period, a line for each of those it went to."""

    def lines(uow: UnitOfWork, period: Period, now: datetime) -> Iterator[RegisterLine]:
        eyes = eyes_of(actor)
        given = dispositions_given(uow.session, period.first, period.last)
        number = 0
        for start in range(0, len(given), _AT_ONCE):
            part = given[start : start + _AT_ONCE]
            letters = mails_of(uow.session, eyes, [one.mail_id for one in part])
            went = recipients_of(uow.session, eyes, [one.id for one in part])
            for one in part:
                for to in (row for row in went if row.disposition_id == one.id):
                    mail = letters.get(one.mail_id)
                    if mail is not None:
                        number += 1
                        cells = _disposition_cells(number, mail, one, to)
                        yield RegisterLine(number, 0, cells, mail_id=mail.id, code=f"disposisi:{to.id}")

    return OfficeRegister(
        "disposisi",
        "Register disposisi",
        "Disposisi",
        DISPOSITION_COLUMNS,
        "disposisi",
        lines,
        happened="diberikan",
    )


def _agenda_cells(row: MailRow, to: str) -> tuple[str, ...]:
    notes = []
    if row.cancelled_reason:
        notes.append(f"BATAL: {row.cancelled_reason}")
    if row.receipts:
        notes.append(f"Permohonan {row.receipts}")
    if row.corrections and not row.cancelled_reason:
        notes.append("Diralat")
    return (
        str(row.serial),
        row.number,
        _day(row.received_on),
        row.sender,
        row.letter_number,
        _day(row.dated),
        row.subject,
        row.kind_name,
        NATURE_NAMES[row.nature],
        row.enclosures,
        to,
        "; ".join(notes),
    )


def _disposition_cells(
    number: int, mail: MailRow, given: DispositionRow, to: RecipientRow
) -> tuple[str, ...]:
    dealt = state_words(to)
    return (
        str(number),
        _day(given.given_on),
        mail.number,
        mail.sender,
        mail.subject,
        giver_words(given),
        recipient_words(to),
        order_words(given) if mail.readable else HIDDEN,
        _day(given.due_on),
        dealt if mail.readable else HIDDEN,
    )


def _day(day: date | None) -> str:
    """A day as narrow columns write it."""
    return f"{day:%d/%m/%Y}" if day is not None else ""
