"""Two documents side by side: what differs is found, what moved apart stays readable."""

import io

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from dinsos_desk.documents.compare import compare_lines, document_lines

LINES = st.lists(st.sampled_from(["Nama : Ahmad", "Alamat : Jalan A", "Alamat : Jalan B", "Tembusan", "x"]))


def side(pairs, name):
    return tuple(
        "".join(piece.text for piece in getattr(pair, name))
        for pair in pairs
        if getattr(pair, name) is not None
    )


@settings(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_nothing_is_lost_on_either_side_and_equal_documents_do_not_differ(left, right):
    pairs = compare_lines(tuple(left), tuple(right))
    assert side(pairs, "left") == tuple(left)
    assert side(pairs, "right") == tuple(right)
    assert any(pair.differs for pair in pairs) == (left != right)


def test_in_a_changed_line_only_the_changed_words_are_marked():
    (pair,) = compare_lines(("Tujuan akhir : Kabupaten Jauh",), ("Tujuan akhir : Kabupaten Baru",))
    assert [piece.text for piece in pair.left if piece.differs] == ["Jauh"]
    assert [piece.text for piece in pair.right if piece.differs] == ["Baru"]


def test_lines_that_have_nothing_in_common_are_not_put_beside_each_other():
    pairs = compare_lines(("Surat ini berlaku selamanya.",), ("Tembusan kepada camat",))
    assert [(pair.left is None, pair.right is None) for pair in pairs] == [(False, True), (True, False)]


def test_a_document_is_read_in_order_with_its_tables():
    document = Document()
    document.add_paragraph("Kepala & <surat>")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nama", ": Ahmad"
    document.add_paragraph("")
    document.add_paragraph("Penutup")
    data = io.BytesIO()
    document.save(data)
    assert document_lines(data.getvalue()) == ("Kepala & <surat>", "Nama : Ahmad", "Penutup")
