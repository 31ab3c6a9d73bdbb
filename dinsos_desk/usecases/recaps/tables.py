"""The tables of a recap: places, clients, products and missing papers, for screen and workbook alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.cases import Behind
from dinsos_desk.db.queries.recaps.figures import GroupFigures, Period, ServiceFigures, group_figures
from dinsos_desk.db.queries.recaps.parts import MissingPaper, missing_papers, products
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.repositories import Services
from dinsos_desk.db.tables import Request
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapSheet, RecapTable, Value
from dinsos_desk.domain.checklist import Need
from dinsos_desk.domain.office_hours import OfficeHours

UNKNOWN_PLACE = "(tidak dicatat)"
FLOW = (
    RecapColumn("carried_over", "Sisa periode lalu", width=11, short="Sisa awal"),
    RecapColumn("received", "Diterima", width=10),
    RecapColumn("completed", "Selesai", width=9),
    RecapColumn("returned", "Dikembalikan", width=13, drop=1),
    RecapColumn("rejected", "Ditolak", width=9, drop=2),
    RecapColumn("cancelled", "Dibatalkan", width=11, drop=3),
    RecapColumn("passed_on", "Dialihkan", width=10, drop=4),
    RecapColumn("open", "Masih berjalan", width=10, short="Berjalan"),
)
"""The columns that must reconcile."""
FLOW_CHECK = RecapColumn(
    "cek",
    "Cek",
    Kind.CHECK,
    9,
    of=("carried_over", "received"),
    against=("completed", "returned", "rejected", "cancelled", "passed_on", "open"),
)


@dataclass(frozen=True)
class Asked:
    """What every table is made from: the session, the period, what the user sees, services, hours, now.

    ``said`` is told steps done and steps in all of a long count; it may raise to stop.
    """

    session: Session
    period: Period
    sees: Visibility
    services: Mapping[str, ServiceDef]
    hours: OfficeHours
    now: datetime
    said: Callable[[int, int], None] = lambda done, total: None

    def name(self, code: str) -> str:
        """The short name of a service; of one that is no longer there as it was last kept."""
        if code in self.services:
            return self.services[code].short_name
        kept = Services(self.session).newest(code)
        return kept.short_name if kept is not None else code

    def behind(self, measure: str, **parts: Any) -> Behind:
        """What stands behind a figure of this period."""
        return Behind(self.period, measure, **parts)


def places_sheet(asked: Asked) -> RecapSheet:
    """The figures by kecamatan, then by kelurahan or desa; where the client lives."""
    columns = (Request.client_district, Request.client_village)
    villages = group_figures(asked.session, asked.period, columns, asked.sees)
    by_district: dict[str, list[GroupFigures]] = {}
    for one in villages:
        by_district.setdefault(one.key[0], []).append(one)
    district_rows = tuple((name or UNKNOWN_PLACE, *_sums(rows)) for name, rows in sorted(by_district.items()))
    village_rows = tuple(
        (one.key[0] or UNKNOWN_PLACE, one.key[1] or UNKNOWN_PLACE, *_flow(one.figures)) for one in villages
    )
    kecamatan = RecapColumn("kecamatan", "Kecamatan", Kind.TEXT, 26)
    desa = RecapColumn("desa", "Kelurahan/desa", Kind.TEXT, 26)
    return RecapSheet(
        "wilayah",
        "Wilayah",
        "Permohonan menurut wilayah klien",
        (
            RecapTable(
                "kecamatan",
                "Kecamatan",
                "Per kecamatan",
                (kecamatan, *FLOW, FLOW_CHECK),
                district_rows,
                tuple(asked.behind("", places=(name,)) for name in sorted(by_district)),
                {},
                chart="received",
            ),
            RecapTable(
                "desa",
                "Kelurahan-desa",
                "Per kelurahan/desa",
                (kecamatan, desa, *FLOW, FLOW_CHECK),
                village_rows,
                tuple(asked.behind("", places=one.key) for one in villages),
                {},
                chart="received",
                named_by=1,
            ),
        ),
        ("Wilayah ialah tempat tinggal klien saat permohonan dicatat.",),
    )


def products_sheet(asked: Asked) -> RecapSheet:
    """The documents with a number, with the first and the last one."""
    found = products(asked.session, asked.period, asked.sees)
    columns = (
        RecapColumn("produk", "Produk", Kind.TEXT, 40),
        RecapColumn("layanan", "Layanan", Kind.TEXT, 30),
        RecapColumn("issued", "Diterbitkan", width=12),
        RecapColumn("diserahkan", "Sudah diserahkan", width=12, short="Diserahkan"),
        RecapColumn("pertama", "Nomor pertama", Kind.TEXT, 30),
        RecapColumn("terakhir", "Nomor terakhir", Kind.TEXT, 30),
    )
    rows = tuple((one.name, asked.name(one.service_code), one.number, one.handed, one.first, one.last)
                 for one in found)  # fmt: skip
    keys = tuple(asked.behind("issued", service=one.service_code, part=one.product) for one in found)
    table = RecapTable(
        "produk", "Produk", "Produk bernomor yang diterbitkan", columns, rows, keys, {}, chart="issued"
    )
    return RecapSheet(
        "produk",
        "Produk",
        "Produk yang diterbitkan",
        (table,),
        ("Menurut tanggal surat; nomor yang dibatalkan tidak dihitung.",),
    )


def papers_sheet(asked: Asked) -> RecapSheet:
    """The papers that lack most often."""
    found = sorted(
        (one for one in missing_papers(asked.session, asked.period, asked.sees) if _is_wanted(asked, one)),
        key=lambda one: (-(one.asked + one.lacking), one.service_code, one.requirement),
    )
    columns = (
        RecapColumn("berkas", "Berkas", Kind.TEXT, 60),
        RecapColumn("layanan", "Layanan", Kind.TEXT, 30),
        RecapColumn("diminta", "Diminta dilengkapi", width=12, short="Diminta"),
        RecapColumn("belum", "Belum ada hingga kini", width=12, short="Belum ada"),
    )
    rows = tuple(
        (_paper_name(asked, one.service_code, one.requirement), asked.name(one.service_code), one.asked,
         one.lacking)
        for one in found
    )  # fmt: skip
    keys = tuple(asked.behind("lacking", service=one.service_code, part=one.requirement) for one in found)
    table = RecapTable(
        "berkas", "Berkas kurang", "Berkas yang paling sering kurang", columns, rows, keys, {}, chart="belum"
    )
    return RecapSheet(
        "berkas",
        "Berkas kurang",
        "Berkas yang kurang",
        (table,),
        (
            "Diminta dilengkapi: dinyatakan kurang atau keliru saat permohonan dikembalikan pada "
            "periode ini.",
            "Belum ada hingga kini: pada permohonan yang diterima pada periode ini.",
        ),
    )


def _is_wanted(asked: Asked, one: MissingPaper) -> bool:
    """Whether it lacks at all: what is only to be shown if there is any does not."""
    papers = (
        asked.services[one.service_code].paper_requirements() if one.service_code in asked.services else ()
    )
    optional = any(paper.code == one.requirement and paper.need is Need.IF_ANY for paper in papers)
    return bool(one.asked) or not optional


def _paper_name(asked: Asked, code: str, requirement: str) -> str:
    papers = asked.services[code].paper_requirements() if code in asked.services else ()
    return next((paper.text for paper in papers if paper.code == requirement), requirement)


def _flow(figures: ServiceFigures) -> tuple[Value, ...]:
    return tuple(getattr(figures, column.code) for column in FLOW)


def _sums(groups: list[GroupFigures]) -> tuple[Value, ...]:
    return tuple(sum(getattr(one.figures, column.code) for one in groups) for column in FLOW)
