"""The columns of the list of applications."""

from collections.abc import Callable
from datetime import datetime

from dinsos_desk.db.queries.requests import RequestRow
from ui.models.columns import ColumnSpec
from ui.requests.words import deadline_tone, deadline_words, moment_words, status_of

Now = Callable[[], datetime]


def request_columns(now: Now) -> tuple[ColumnSpec[RequestRow], ...]:
    """No. terima, Nama, Layanan, Tahap, Diterima, Tenggat, Status."""
    return (
        ColumnSpec("terima", "No. terima", lambda row: row.receipt, width=88, least=84),
        ColumnSpec(
            "nama",
            "Nama",
            lambda row: row.client_name,
            width=200,
            stretch=True,
            bold=True,
            typeahead=True,
            tooltip=lambda row: (
                f"{row.client_name}\npemohon {row.applicant_name}"
                if row.applicant_name not in ("", row.client_name)
                else ""
            ),
        ),
        ColumnSpec("layanan", "Layanan", lambda row: row.service_name, width=236),
        ColumnSpec("tahap", "Tahap", lambda row: row.stage_name, width=196, drop=1),
        ColumnSpec(
            "diterima",
            "Diterima",
            lambda row: moment_words(row.received_at, now()),
            width=114,
            least=104,
            drop=2,
        ),
        ColumnSpec(
            "tenggat",
            "Tenggat",
            lambda row: deadline_words(row, now()),
            width=112,
            least=104,
            tone=lambda row: deadline_tone(row, now()),
        ),
        ColumnSpec(
            "status",
            "Status",
            lambda row: status_of(row, now()).text,
            width=140,
            badge=lambda row: status_of(row, now()).badge(),
        ),
    )
