"""The answers of the sample office make sense: what stands in one row agrees with itself."""

from datetime import date
from pathlib import Path

import pytest

from dinsos_desk.desk import Library
from dinsos_desk.domain.fields import (
    ChoiceField,
    DateField,
    FieldDef,
    NikField,
    TableField,
    TextField,
)
from dinsos_desk.domain.identity import parse_nik
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.values import typed_value

TODAY = date(2026, 11, 23)
_PEOPLE = ("Ahmad", "Siti", "Baiq", "Rahmat", "Kartini", "Yuliana", "Sri ")


def fields_of_catalog(folder: Path) -> list[tuple[str, FieldDef]]:
    fields: list[tuple[str, FieldDef]] = []
    for service in Library(folder).catalog.services.values():
        asked = [*service.fields, *(f for stage in service.route.stages for f in stage_fields(stage))]
        fields += [(f"{service.code}.{field.code}", field) for field in asked]
    return fields


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, FieldDef]]:
    return fields_of_catalog(tmp_path_factory.mktemp("templat"))


def rows_of(table: TableField, seed: int) -> list[list[str]]:
    typed = typed_value(table, Crowd(seed), TODAY, varied=True)
    return [line.split("\t") for line in typed.splitlines()]


def test_birth_date_and_sex_in_a_row_are_those_of_its_nik(fields: list[tuple[str, FieldDef]]) -> None:
    seen = 0
    for place, table in fields:
        if not isinstance(table, TableField):
            continue
        kinds = [(number, column) for number, column in enumerate(table.columns)]
        niks = [n for n, c in kinds if isinstance(c, NikField) and "kk" not in c.label.lower().split()]
        for cells in rows_of(table, 3) if niks else ():
            said = parse_nik(cells[niks[0]], None, TODAY)
            for number, column in kinds:
                label = column.label.lower()
                if isinstance(column, DateField) and "lahir" in label:
                    assert cells[number] == said.birth_date.strftime("%d/%m/%Y"), place
                    seen += 1
                elif isinstance(column, ChoiceField) and label in ("l/p", "jenis kelamin"):
                    assert cells[number][:1].lower() == said.sex.value[:1].lower(), place
                    seen += 1
    assert seen > 8


def test_nobody_stands_twice_in_a_table(fields: list[tuple[str, FieldDef]]) -> None:
    for seed in range(20):
        for place, table in fields:
            if isinstance(table, TableField):
                for number, column in enumerate(table.columns):
                    if isinstance(column, NikField) and "kk" not in column.label.lower().split():
                        given = [cells[number] for cells in rows_of(table, seed)]
                        assert len(given) == len(set(given)), place


def test_goods_are_goods_and_people_are_people(fields: list[tuple[str, FieldDef]]) -> None:
    for place, table in fields:
        if not isinstance(table, TableField):
            continue
        texts = [(n, c) for n, c in enumerate(table.columns) if isinstance(c, TextField)]
        for cells in rows_of(table, 5):
            for number, column in texts:
                assert cells[number] != "Sesuai berkas", f"{place}: {column.label}"
                if column.label.lower() in ("nama barang", "hadiah", "satuan", "jenis bahan atau makanan"):
                    assert not cells[number].startswith(_PEOPLE), place


def test_every_question_of_the_catalogue_has_an_answer_of_its_own(
    fields: list[tuple[str, FieldDef]],
) -> None:
    crowd = Crowd(7)
    vague = {
        field.label
        for _, field in fields
        if isinstance(field, TextField)
        and not isinstance(field, NikField)
        and typed_value(field, crowd, TODAY).startswith(("Sesuai berkas", "Sesuai keterangan"))
    }
    assert not vague
