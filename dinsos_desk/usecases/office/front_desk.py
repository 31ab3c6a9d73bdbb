"""How the front desk of this office works: reading it, changing it, and saying it in words."""

from collections.abc import Mapping
from dataclasses import replace

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine, ReceiptFormat, front_desk_from
from dinsos_desk.domain.mail import MailDesk, SlipFormat
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.setup import change_office, the_office

RECEIPT_FORMAT_NAMES = {
    ReceiptFormat.LETTER: "Kertas surat",
    ReceiptFormat.A5: "A5",
    ReceiptFormat.SLIP: "Struk 80 mm",
}
SLIP_FORMAT_NAMES = {
    SlipFormat.A5: "A5",
    SlipFormat.HALF_F4: "Setengah F4",
    SlipFormat.LETTER: "Kertas surat",
}
NO_LIMIT = "tidak dibatasi"


def the_front_desk(uow: UnitOfWork) -> FrontDesk:
    """How the front desk works here. Raises ``UserError`` *kantor_belum_diatur*."""
    with uow:
        return front_desk_from(uow.offices.get().front_desk)


def change_front_desk(uow: UnitOfWork, actor: Actor, front_desk: FrontDesk) -> None:
    """Change how the front desk works; only an administrator may. Without a word about letters that part
    stays as it was.
    """
    actor.require(Role.ADMIN)
    office = the_office(uow)
    if front_desk.mail is None:
        front_desk = front_desk.model_copy(update={"mail": office.front_desk.mail})
    change_office(uow, actor, replace(office, front_desk=front_desk))


def change_mail_desk(uow: UnitOfWork, actor: Actor, mail: MailDesk) -> None:
    """Change what is set about incoming letters; only an administrator may."""
    actor.require(Role.ADMIN)
    office = the_office(uow)
    front_desk = office.front_desk.model_copy(update={"mail": mail})
    change_office(uow, actor, replace(office, front_desk=front_desk))


def front_desk_words(front_desk: FrontDesk, names: Mapping[str, str]) -> Mapping[str, str]:
    """Each choice by its label, in words; ``names``: the services by their code, short as lists say them."""
    lines = "; ".join(
        f"{line.letter} {line.name} ({_services(line, names)})" for line in front_desk.queue_lines
    )
    return {
        "Batas menunggu berkas": _days(front_desk.wait_days),
        "Ingatkan pemohon setelah": _days(front_desk.remind_after_days),
        "Batas menjawab pengaduan": _working_days(front_desk.complaint_days),
        "Bentuk tanda terima": RECEIPT_FORMAT_NAMES[front_desk.receipt_format],
        "Cetak ulang ditandai SALINAN": "ya" if front_desk.mark_copies else "tidak",
        "Nomor antrean": "dipakai" if front_desk.queue else "tidak dipakai",
        "Antrean": lines or "(kosong)",
        "Pola nomor agenda surat masuk": front_desk.letters.pattern,
        "Jenis surat masuk": "; ".join(kind.name for kind in front_desk.letters.kinds_for()),
        "Lembar disposisi": SLIP_FORMAT_NAMES[front_desk.letters.slip_format],
        "Instruksi disposisi": "; ".join(front_desk.letters.instructions),
    }


def _services(line: QueueLine, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in line.services) or "semua layanan lain"


def _working_days(days: int | None) -> str:
    return f"{days} hari kerja" if days else NO_LIMIT


def _days(days: int | None) -> str:
    return f"{days} hari" if days else NO_LIMIT
