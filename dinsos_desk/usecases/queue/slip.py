"""The printed slip of a ticket: its number, what it is for, when it was taken. Nothing about the person."""

from dataclasses import replace

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.slips import ticket_look
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.front_desk import front_desk_from
from dinsos_desk.domain.queue import ticket_label
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.words import Words, office_look, office_words
from dinsos_desk.usecases.office.counters import line_name

SLIP_TEMPLATE = "cetak/tiket_antrean.docx"


def ticket_slip(uow: UnitOfWork, letters: Letters, ticket_id: int) -> WordFile:
    """The slip as .docx, 80 mm wide.

    Raises:
        UserError: *data_tidak_ditemukan*, or the template is missing or broken.
    """
    with uow:
        ticket = uow.queue.get(ticket_id)
        office = uow.offices.get()
        label = ticket_label(ticket.line, ticket.number)
        words: Words = {
            "kantor": office_words(office),
            "tiket": {
                "nomor": label,
                "antrean": line_name(front_desk_from(office.front_desk).queue_lines, ticket.line),
                "prioritas": ticket.priority,
                "tanggal": format_date(ticket.day),
                "jam": f"{ticket.taken_at:%H.%M}",
                "menunggu": ahead_words(uow.queue.ahead_of(ticket)),
            },
        }
        look = replace(office_look(office), emblem=None)
    return WordFile(f"Antrean {label}.docx", letters.render(SLIP_TEMPLATE, ticket_look(look, words), words))


def ahead_words(ahead: int) -> str:
    """How many are called before, as the slip and the counter say it."""
    return f"{ahead} nomor lagi sebelum nomor ini" if ahead else "Nomor ini dipanggil berikutnya"
