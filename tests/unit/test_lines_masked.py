"""Tables of a service never show a whole NIK or KK number on a page."""

from datetime import date

from dinsos_desk.domain.fields import NikField, TableField, TextField
from dinsos_desk.usecases.requests.lines import lines_of
from tests.factories import typed_person

TODAY = date(2026, 11, 21)


def test_numbers_of_people_are_masked_whatever_the_column_is_for() -> None:
    columns = (
        NikField(code="nik", label="NIK"),
        TextField(code="kk", label="Nomor KK"),
        TextField(code="rumah", label="Nomor rumah"),
    )
    table = TableField(code="warga", label="Warga", columns=columns)
    nik, kk = typed_person()["nik"], "1605122511219952"
    value = table.parse(f"{nik}\t{kk}\t12", TODAY)
    (line,) = lines_of((table,), {"warga": value})
    assert line.rows is not None
    (row,) = line.rows.rows
    assert row[2] == "12"
    for shown, whole in zip(row, (nik, kk), strict=False):
        assert shown != whole
        assert shown.endswith(whole[-4:])
