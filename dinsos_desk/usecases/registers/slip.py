"""The ekspedisi slip of a letter: it goes with the letter, is signed by who receives it, and comes back."""

from datetime import datetime

from dinsos_desk.db.queries.recaps import Period
from dinsos_desk.db.queries.registers import letter_marks
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile, plain_title
from dinsos_desk.usecases.letters.words import Words, office_look, office_words
from dinsos_desk.usecases.registers.books import EXPEDITION
from dinsos_desk.usecases.registers.model import OfficeRegister, printed_columns
from dinsos_desk.usecases.registers.reading import line_of

TEMPLATE = "register/slip_ekspedisi.docx"
_BLANK = "……………………………………"
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
        office = uow.offices.get()
        context: Words = {"kantor": office_words(office)}
        look = office_look(office)
        marks = letter_marks(uow.session, [line.request_id]).get(line.request_id, {}).values()
        dated = next((mark.dated for mark in marks if mark.id == line.letter_id), None)
    cells = dict(zip((",".join(c.value) for c in printed_columns(book)), line.cells, strict=True))
    words = {name: cells.get(path, "") for name, path in _PATHS.items()}
    if dated is not None:
        words["tanggal_surat"] = format_date(dated)
    if book.code == EXPEDITION:
        words["kepada"] = words["penerima"] or words["untuk"]
    number = words["nomor"]
    slip = {name: value or _BLANK for name, value in words.items()}
    context |= {"ekspedisi": slip | {"urut": line.cells[0], "register": book.name, "lembar": ["I", "II"]}}
    name = plain_title(f"Slip ekspedisi {number}")
    return WordFile(f"{name}.docx", letters.render(TEMPLATE, look, context))
