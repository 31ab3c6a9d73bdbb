"""The clients of a recap: by kind of PPKS and service, with sex and age."""

from collections.abc import Iterable

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.clients import ClientGroup, client_groups
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapSheet, RecapTable, Value
from dinsos_desk.domain.fields import ChoiceField
from dinsos_desk.usecases.recaps.tables import Asked

NOT_ASKED = "Tidak dirinci menurut jenis"
_NO_ANSWER = "Belum diisi"
_KIND_CODES = ("kategori", "jenis_ppks", "kategori_ppks", "jenis_pmks")
_SEXES = (
    ("L", "Laki-laki", "Laki-laki"),
    ("P", "Perempuan", "Perempuan"),
    ("?", "Jenis kelamin tidak dicatat", "L/P ?"),
)
_AGES = (
    ("balita", "0–4 tahun", "0–4 th"),
    ("anak", "5–17 tahun", "5–17 th"),
    ("dewasa", "18–59 tahun", "18–59 th"),
    ("lansia", "60 tahun ke atas", "60+ th"),
    ("?", "Umur tidak dicatat", "Umur ?"),
)


def clients_sheet(asked: Asked) -> RecapSheet:
    """Clients of what was received, by kind of PPKS and service, with sex and age."""
    fields = {code: field.code for code, s in asked.services.items() if (field := kind_field(s)) is not None}
    groups = client_groups(asked.session, asked.period, fields, asked.sees)
    by_kind: dict[tuple[str, str], list[ClientGroup]] = {}
    for one in groups:
        by_kind.setdefault((one.service_code, one.kind), []).append(one)
    words = {key: _kind_words(asked, *key) for key in by_kind}
    keyed = sorted(by_kind, key=lambda key: (words[key] == NOT_ASKED, words[key], asked.name(key[0])))
    rows = tuple((words[key], asked.name(key[0]), *_clients(by_kind[key])) for key in keyed)
    sexes, ages = _groups("sex", _SEXES), _groups("age", _AGES)
    columns = (
        RecapColumn("jenis", "Jenis PPKS", Kind.TEXT, 30),
        RecapColumn("layanan", "Layanan", Kind.TEXT, 30, drop=2),
        RecapColumn("received", "Diterima", width=10),
        *sexes,
        *ages,
        RecapColumn(
            "cek",
            "Cek",
            Kind.CHECK,
            9,
            of=("received", "received"),
            against=tuple(column.code for column in (*sexes, *ages)),
        ),
    )
    keys = tuple(
        asked.behind("received", service=code, field=fields.get(code, ""), kind=kind) for code, kind in keyed
    )
    table = RecapTable(
        "ppks",
        "PPKS",
        "Klien menurut jenis PPKS, jenis kelamin dan umur",
        columns,
        rows,
        keys,
        {},
        chart="received",
    )
    return RecapSheet(
        "ppks",
        "PPKS",
        "Klien permohonan yang diterima",
        (table,),
        (
            "Umur dihitung pada hari permohonan diterima; kelompok lansia menurut UU Nomor 13 Tahun 1998.",
            "Jenis PPKS diambil dari isian layanan yang menanyakannya, atau dari layanan yang semua kliennya "
            "satu jenis.",
            f"{NOT_ASKED}: bukan layanan bagi PPKS, atau jenisnya tidak ditanyakan.",
        ),
    )


def kind_field(service: ServiceDef) -> ChoiceField | None:
    """The question of a service that says which kind of PPKS the client is; None when it asks none."""
    for field in service.fields:
        if isinstance(field, ChoiceField) and (
            field.code in _KIND_CODES or any(word in field.label.upper() for word in ("PPKS", "PMKS"))
        ):
            return field
    return None


def _kind_words(asked: Asked, code: str, kind: str) -> str:
    service = asked.services.get(code)
    field = kind_field(service) if service is not None else None
    if service is None or field is None:
        return (service.ppks if service is not None else "") or NOT_ASKED
    labels = {choice.code: choice.label for choice in field.choices}
    return labels.get(kind, kind) or _NO_ANSWER


def _clients(groups: list[ClientGroup]) -> tuple[Value, ...]:
    def number(name: str, value: str) -> int:
        return sum(one.number for one in groups if (getattr(one, name) or "?") == value)

    return (
        sum(one.number for one in groups),
        *(number("sex", code) for code, _, _ in _SEXES),
        *(number("age", code) for code, _, _ in _AGES),
    )


def _groups(name: str, groups: Iterable[tuple[str, str, str]]) -> tuple[RecapColumn, ...]:
    return tuple(
        RecapColumn(f"{name}:{code}", title, width=10.5, short=short, drop=3 * (code == "?"))
        for code, title, short in groups
    )
