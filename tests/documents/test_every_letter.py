"""Every document of every service through LibreOffice; run by hand with ``--benchmark-enable`` (a minute)."""

import shutil
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.documents.every_letter import write_all

pytestmark = [
    pytest.mark.skipif("not config.getoption('--benchmark-enable')", reason="run by hand: a minute"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]
DECREE = "lombok-timur-kis-sk_penetapan"


def test_what_fits_one_page_stands_on_one_page(tmp_path: Path) -> None:
    write_all(tmp_path, frozenset())
    made = sorted((tmp_path / "docx").iterdir())
    pages = {}
    for path in made:
        document = PdfDocument(tmp_path / "pdf" / f"{path.stem}.pdf")
        pages[path.stem] = len(document)
        last = document[len(document) - 1].get_textpage().get_text_bounded()
        assert "Halaman" in last, path.stem
        for number in range(len(document)):
            told = document[number].get_textpage().get_text_bounded()
            assert "Tembusan:" not in told or "Pembina" in told, (path.stem, "tembusan alone", number)
        document.close()
    assert len(made) >= 180
    short = {stem: count for stem, count in pages.items() if "-short-" in stem and DECREE not in stem}
    assert {stem: count for stem, count in short.items() if count > 1} == {}
