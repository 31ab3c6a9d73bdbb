"""The slip ekspedisi of one line of the agenda surat keluar or the buku ekspedisi."""

from datetime import datetime

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.registers.lines import letter_marks
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.dispatch_slip import write_dispatch_slip
from dinsos_desk.usecases.letters.making import WordFile, plain_title
from dinsos_desk.usecases.letters.words import office_look, office_words
from dinsos_desk.usecases.registers.books import EXPEDITION
from dinsos_desk.usecases.registers.model import OfficeRegister, printed_columns
from dinsos_desk.usecases.registers.reading import line_of

_PATHS = {
    "nomor": "surat.nomor",
    "tanggal_surat": "surat.tanggal",
    "perihal": "surat.perihal",
    "kepada": "surat.kepada",
    "untuk": "surat.untuk",
    "penerima": "ekspedisi.kepada",
    "tanggal": "ekspedisi.tanggal",
    "bukti": "ekspedisi.bukti",
    "pembawa": "ekspedisi.pembawa",
}


def print_expedition_slip(
    uow: UnitOfWork,
    actor: Actor,
    letters: Letters,
    book: OfficeRegister,
    key: str,
    period: Period,
    now: datetime,
) -> WordFile:
    """The slip of a line of the agenda surat keluar or the buku ekspedisi, in two copies on one page.

    What is not known yet is left to be filled in by hand.

    Raises:
        UserError: *tidak_berwenang*, *baris_register_tidak_ditemukan*, or the template is missing or broken.
    """
    actor.require(*WORKING_ROLES)
    with uow:
        line = line_of(uow, actor, book, key, period, now)
        office, look = office_words(uow.offices.get()), office_look(uow.offices.get())
        receipt = uow.requests.get(line.request_id).receipt
        marks = letter_marks(uow.session, [line.request_id]).get(line.request_id, {}).values()
        dated = next((mark.dated for mark in marks if mark.id == line.letter_id), None)
    cells = dict(zip((",".join(c.value) for c in printed_columns(book)), line.cells, strict=True))
    words = {name: cells.get(path, "") for name, path in _PATHS.items()}
    if book.code == EXPEDITION:
        words["kepada"] = words["penerima"] or words["untuk"]
    number = words["nomor"]
    sent = {
        "nomor": number,
        "tanggal": format_date(dated) if dated is not None else words["tanggal_surat"],
        "nama": words["perihal"],
    }
    origin = f"{book.name} nomor {line.cells[0]}"
    content = write_dispatch_slip(letters, look, office, receipt, origin, [sent], words)
    return WordFile(f"{plain_title(f'Slip ekspedisi {number}')}.docx", content)
