"""A test print: a template filled with invented words, marked as a sample, before it is taken into use."""

import re

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents.blocks import BLOCK_FOLDER
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.package import read_parts
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.watermark import mark_as_sample
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.intake.receipts import MISSING_TEMPLATE
from dinsos_desk.usecases.letters.making import WordFile, plain_title
from dinsos_desk.usecases.letters.words import Words, office_look
from dinsos_desk.usecases.services.prints import LIST_TEMPLATE, PLEDGE_TEMPLATE, STANDARD_TEMPLATE
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.papers import PAPERS
from dinsos_desk.usecases.templates.sample import RECEIPT, sample_words
from dinsos_desk.usecases.templates.users import Fillers, bench_of, is_letter
from dinsos_desk.usecases.templates.words import unknown_fields

_SHOW_BLOCKS = (
    "umum/surat_rekomendasi.docx", "umum/surat_pengantar.docx", "umum/surat_keterangan.docx",
    "umum/berita_acara.docx", MISSING_TEMPLATE, PLEDGE_TEMPLATE, LIST_TEMPLATE, STANDARD_TEMPLATE,
)  # fmt: skip


def can_try(name: str) -> bool:
    """Whether there are invented words for a template; not for a file that no letter or print uses."""
    return is_letter(name) or name.startswith(f"{BLOCK_FOLDER}/") or name in PAPERS


def trial_print(desk: Workplace, known: Fillers, name: str, data: bytes) -> WordFile:
    """The file as a template of this name would print, with CONTOH across the page; nothing is kept.

    Raises:
        UserError: *templat_tanpa_contoh* (nama); it cannot be filled.
    """
    letters = desk.letters.instead({name: data})
    content = filled(desk, letters, known, name)
    title = name.removesuffix(".docx").rpartition("/")[2].replace("_", " ")
    return WordFile(f"Contoh {plain_title(title)}.docx", mark_as_sample(content))


def filled(desk: Workplace, letters: Letters, known: Fillers, name: str) -> bytes:
    """A template of ``letters`` filled with invented words.

    Raises:
        UserError: *templat_tanpa_contoh*, *templat_isian_campuran* (nama); it cannot be filled.
    """
    if not can_try(name):
        raise UserError("templat_tanpa_contoh", nama=name)
    shown = _shows_block(letters, name) if name.startswith(f"{BLOCK_FOLDER}/") else name
    if shown in PAPERS:
        bench = bench_of(desk, known, letters)
        if bench is None:
            raise UserError("templat_tanpa_contoh", nama=name)
        return PAPERS[shown].fill(bench)
    service = _service(letters, known, shown)
    with desk.reader() as uow:
        look = office_look(uow.offices.get())
    return letters.render(shown, look, sample_for(desk, service, shown), {"qr": receipt_qr(RECEIPT)})


def sample_for(desk: Workplace, service: ServiceDef, name: str) -> Words:
    """The invented words that a service has for a template."""
    product = next((one for one in service.products if one.template == name), None)
    with desk.reader() as uow:
        return sample_words(service, uow.offices.get(), desk.now(), product)


def _service(letters: Letters, known: Fillers, name: str) -> ServiceDef:
    """The first service that names the template; when none does, the first that has all its fields."""
    named = known.of(name)
    if named:
        return named[0]
    services = (*known.offered, *known.others)
    if is_letter(name):
        asked = letters.fields(name)
        services = tuple(one for one in services if not unknown_fields(asked, one))
    if not services:
        raise UserError("templat_isian_campuran", nama=name)
    return services[0]


def _shows_block(letters: Letters, name: str) -> str:
    """A template that the block is laid into; the first of them when none is."""
    mark = f"[[{name.removeprefix(f'{BLOCK_FOLDER}/').removesuffix('.docx')}]]"
    for shown in _SHOW_BLOCKS:
        parts = read_parts(shown, letters.shipped(shown))
        if mark in re.sub(r"<[^>]*>", "", parts["word/document.xml"].decode("utf-8", "replace")):
            return shown
    return _SHOW_BLOCKS[0]
