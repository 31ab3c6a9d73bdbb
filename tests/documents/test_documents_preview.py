import re

import pytest

from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.preview import preview_html
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.register import Register, RegisterColumn, write_register
from dinsos_desk.errors import UserError
from tests.documents.conftest import words


def test_alignment_rule_sizes_widths_and_pictures(letters):
    look = OfficeLook(emblem=receipt_qr("lambang"))
    document = letters.render("tanda_terima.docx", look, words(), {"qr": receipt_qr("2026-1192")})
    preview = preview_html(document)
    assert '<p align="center"' in preview.html
    assert preview.html.count("<hr/>") == 1
    assert re.search(r'font-size:24pt">2026-1192<', preview.html)
    assert '<td width="' in preview.html
    assert 'border="1"' in preview.html
    assert set(preview.images) == {"gambar-1", "gambar-2"}
    assert receipt_qr("2026-1192") in preview.images.values()
    assert not re.search("[\ue000-\ue004]", preview.html)


def test_words_are_data(letters, look, make):
    name = "<script>x</script> & \ue0005\ue001 {{ 7*7 }} \ue0029\ue003"
    preview = preview_html(letters.render(make("Nama: {{ nama }}"), look, {"nama": name}))
    assert "&lt;script&gt;x&lt;/script&gt; &amp; 5 {{ 7*7 }} 9" in preview.html


def test_a_long_register_is_cut_and_says_so(letters, look):
    register = Register("Buku", "Layanan", "2026", (RegisterColumn("A"),), ([str(n)] for n in range(1000)))
    preview = preview_html(write_register(letters, look, register, words()))
    assert preview.cut_rows == 881
    assert "881 baris lagi" in preview.html


@pytest.mark.parametrize("content", [b"", b"bukan dokumen", b"PK\x03\x04"])
def test_what_is_no_document(content):
    with pytest.raises(UserError, match="pratinjau_gagal"):
        preview_html(content)
