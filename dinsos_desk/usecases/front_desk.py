"""How the front desk of this office works: reading it, changing it, and saying it in words."""

from collections.abc import Mapping
from dataclasses import replace

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.front_desk import FrontDesk, ReceiptFormat, front_desk_from
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office import change_office, the_office

RECEIPT_FORMAT_NAMES = {
    ReceiptFormat.LETTER: "Kertas surat",
    ReceiptFormat.A5: "A5",
    ReceiptFormat.SLIP: "Struk 80 mm",
}
NO_LIMIT = "tidak dibatasi"


def the_front_desk(uow: UnitOfWork) -> FrontDesk:
    """How the front desk works here. Raises ``UserError`` *kantor_belum_diatur*."""
    with uow:
        return front_desk_from(uow.offices.get().front_desk)


def change_front_desk(uow: UnitOfWork, actor: Actor, front_desk: FrontDesk) -> None:
    """Change how the front desk works; only an administrator may."""
    change_office(uow, actor, replace(the_office(uow), front_desk=front_desk))


def front_desk_words(front_desk: FrontDesk) -> Mapping[str, str]:
    """Each choice by its label, in words."""
    lines = "; ".join(
        f"{line.letter} {line.name} ({', '.join(line.services) or 'semua layanan lain'})"
        for line in front_desk.queue_lines
    )
    return {
        "Batas menunggu berkas": _days(front_desk.wait_days),
        "Ingatkan pemohon setelah": _days(front_desk.remind_after_days),
        "Bentuk tanda terima": RECEIPT_FORMAT_NAMES[front_desk.receipt_format],
        "Nomor antrean": "dipakai" if front_desk.queue else "tidak dipakai",
        "Antrean": lines or "(kosong)",
    }


def _days(days: int | None) -> str:
    return f"{days} hari" if days else NO_LIMIT
