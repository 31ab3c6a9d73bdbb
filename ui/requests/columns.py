"""The columns of the list of applications: those one usually sees, and those one may choose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dinsos_desk.db.queries.requests.rows import RequestRow, SortKey
from ui.models.columns import ColumnSpec
from ui.requests.words import deadline_tone, deadline_words, moment_words, status_of

Now = Callable[[], datetime]
USUAL = ("terima", "nama", "layanan", "tahap", "diterima", "tenggat", "status")
"""What is shown until somebody chooses."""

_NEVER_LEFT_OUT = ("terima", "nama")
_LEAST_TEXT, _LEAST_NAME = 96, 140


def every_column(now: Now) -> tuple[ColumnSpec[RequestRow], ...]:
    """All columns there are, in the order they are offered."""
    return (
        ColumnSpec(
            "terima", "No. terima", lambda row: row.receipt, width=92, least=88, sort_key=SortKey.RECEIVED
        ),
        ColumnSpec(
            "nama",
            "Nama",
            lambda row: row.client_name,
            width=200,
            stretch=True,
            bold=True,
            typeahead=True,
            sort_key=SortKey.NAME,
            tooltip=lambda row: (
                f"{row.client_name}\npemohon {row.applicant_name}"
                if row.applicant_name not in ("", row.client_name)
                else ""
            ),
        ),
        ColumnSpec("pemohon", "Pemohon", lambda row: row.applicant_name, width=180),
        ColumnSpec("layanan", "Layanan", lambda row: row.service_name, width=236, sort_key=SortKey.SERVICE),
        ColumnSpec("tahap", "Tahap", lambda row: row.stage_name, width=196, drop=1, sort_key=SortKey.STAGE),
        ColumnSpec(
            "diterima",
            "Diterima",
            lambda row: moment_words(row.received_at, now()),
            width=114,
            least=104,
            drop=2,
            sort_key=SortKey.RECEIVED,
        ),
        ColumnSpec(
            "tenggat",
            "Tenggat",
            lambda row: deadline_words(row, now()),
            width=112,
            least=104,
            sort_key=SortKey.DUE,
            tone=lambda row: deadline_tone(row, now()),
        ),
        ColumnSpec(
            "status",
            "Status",
            lambda row: status_of(row, now()).text,
            width=140,
            sort_key=SortKey.STATE,
            badge=lambda row: status_of(row, now()).badge(),
        ),
        ColumnSpec(
            "selesai",
            "Selesai",
            lambda row: moment_words(row.finished_at, now()) if row.finished_at else "–",
            width=114,
            least=104,
        ),
        ColumnSpec("petugas", "Diterima oleh", lambda row: row.officer, width=150, sort_key=SortKey.OFFICER),
        ColumnSpec("desa", "Desa/kelurahan", lambda row: row.village, width=140, sort_key=SortKey.VILLAGE),
        ColumnSpec("kecamatan", "Kecamatan", lambda row: row.district, width=140, sort_key=SortKey.DISTRICT),
        ColumnSpec("register", "No. register", lambda row: row.register, width=96),
        ColumnSpec("surat", "Nomor surat", lambda row: row.letter_numbers, width=190),
        ColumnSpec("bidang", "Bidang", lambda row: row.division, width=150),
    )


def request_columns(
    now: Now, chosen: Sequence[str] = (), widths: Mapping[str, int] | None = None
) -> tuple[ColumnSpec[RequestRow], ...]:
    """The chosen columns in their order and width; the usual ones when none is chosen.

    In a narrow window the columns at the right are left out first, but never number and name.
    """
    known = {spec.key: spec for spec in every_column(now)}
    codes = [code for code in dict.fromkeys(chosen) if code in known]
    if not codes:
        codes, chosen = list(USUAL), ()
    specs = []
    for place, code in enumerate(codes, 1):
        spec = known[code]
        if chosen:
            text = _LEAST_NAME if code == "nama" else _LEAST_TEXT
            least = spec.least_width() if spec.badge else max(text, spec.least)
            spec = replace(spec, drop=0 if code in _NEVER_LEFT_OUT else place, least=least)
        if widths and code in widths:
            spec = replace(spec, width=widths[code], least=min(spec.least_width(), widths[code]))
        specs.append(spec)
    return tuple(specs)
