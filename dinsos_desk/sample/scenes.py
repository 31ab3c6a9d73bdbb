"""What else lies on the desks of the sample office, so that every room shows something.

Today's queue, scans of a few papers, a number given outside the program, reminders, letters that came in,
complaints. Everything goes through the use cases, and nothing here knows a service by name.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.requests.figures import list_requests
from dinsos_desk.db.queries.requests.rows import Filter, RequestRow, Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.domain.checklist import PaperState
from dinsos_desk.domain.complaints import Category, Channel
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.mail import MailKind, Nature
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.sample.papers import sheet_pdf, sheet_picture
from dinsos_desk.sample.walk import Crew, standing
from dinsos_desk.usecases.complaints.entry import ABOUT_NEITHER, ABOUT_REQUEST, Entry
from dinsos_desk.usecases.complaints.handling import receive_complaint
from dinsos_desk.usecases.intake.attachments import Owner, attach
from dinsos_desk.usecases.mail.agenda import MailEntry, enter_mail
from dinsos_desk.usecases.numbers.by_hand import OutsideLetter, enter_outside
from dinsos_desk.usecases.numbers.parts import About
from dinsos_desk.usecases.obligations.tickler import NewTickler, add_tickler
from dinsos_desk.usecases.queue.tickets import call_next, finish, mark_absent, serve, take_ticket
from dinsos_desk.usecases.requests.waiting import Way, remind, waiting_list

GENERAL, INSTITUTIONS = "A", "B"
_TICKETS = 11
_SERVED = 5
_EARLIEST = timedelta(minutes=110)
_EVERY = timedelta(minutes=9)
_WITH_SCANS = 4
_REMINDED = 2


def sample_front_desk(front_desk: FrontDesk, services: Sequence[ServiceDef]) -> FrontDesk:
    """A desk that gives ticket numbers: one line for institutions, one for everybody else."""
    of_institutions = tuple(
        service.code
        for service in services
        if any(party.kind is PartyKind.INSTITUTION for party in service.parties)
    )
    lines = [QueueLine(letter=GENERAL, name="Umum")]
    if of_institutions:
        lines.append(QueueLine(letter=INSTITUTIONS, name="Lembaga", services=of_institutions))
    return front_desk.model_copy(update={"queue": True, "queue_lines": tuple(lines)})


def lay_out_desks(desk: Desk, crew: Crew, now: datetime) -> None:
    """Everything at once; the history of the office stands already."""
    queue_of_today(desk, crew, now)
    scans_of_papers(desk, crew, now)
    number_from_outside(desk, crew, now)
    reminders(desk, crew, now)
    letters_that_came(desk, crew, now)
    complaints(desk, crew, now)


def queue_of_today(desk: Desk, crew: Crew, now: datetime) -> None:
    """Numbers given since this morning: some served, one who did not come, the others wait."""
    clerk = crew[Role.PETUGAS]
    begins = max(datetime.combine(now.date(), time()), now - _EARLIEST)
    step = min(_EVERY, (now - begins) / (_TICKETS + 1))
    letters = [GENERAL, GENERAL, INSTITUTIONS] if _has_line(desk, INSTITUTIONS) else [GENERAL]
    for place in range(_TICKETS):
        moment = (begins + place * step).replace(microsecond=0)
        if 1 <= place <= _SERVED + 1:
            called = call_next(desk.uow(), clerk, moment)
            if called is not None and place == 3:
                mark_absent(desk.uow(), clerk, called.id)
            elif called is not None:
                serve(desk.uow(), clerk, called.id, moment)
                finish(desk.uow(), clerk, called.id, moment + step / 2)
        priority = place == _TICKETS - 2
        take_ticket(desk.uow(), clerk, letters[place % len(letters)], priority, moment)


def _has_line(desk: Desk, letter: str) -> bool:
    with desk.reader() as uow:
        lines = uow.offices.get().front_desk.get("queue_lines", ())
    return any(line["letter"] == letter for line in lines)


def scans_of_papers(desk: Desk, crew: Crew, now: datetime) -> None:
    """A picture or a PDF beside the first paper of a few applications that are under way."""
    for place, row in enumerate(_requests(desk, crew, RequestState.RUNNING)[:_WITH_SCANS]):
        facts = standing(desk, row.id, now.date()).facts
        shown = [path for path, state in facts.items() if path.startswith("berkas.") and state == _PRESENT]
        sheet = sheet_pdf() if place % 2 else sheet_picture()
        for path in shown[:1]:
            code = path.removeprefix("berkas.")
            attach(desk.uow(), crew[Role.PETUGAS], desk.store, Owner(request_id=row.id), code, sheet, now)


_PRESENT = PaperState.PRESENT.value


def number_from_outside(desk: Desk, crew: Crew, now: datetime) -> None:
    """A letter that was typed elsewhere and took its number from the agenda."""
    about = About(
        now.date(), "Camat Contoh Barat", "Undangan rapat koordinasi data kesejahteraan sosial", "Sekretariat"
    )
    enter_outside(desk.uow(), crew[Role.SEKRETARIS], OutsideLetter(about), now)


def reminders(desk: Desk, crew: Crew, now: datetime) -> None:
    """Applicants who were told again what is missing, and days to remember."""
    clerk = crew[Role.PETUGAS]
    waiting = waiting_list(desk.reader(), clerk, now).rows
    for view in waiting[:_REMINDED]:
        remind(desk.uow(), clerk, view.row.id, Way.PHONE, "Berjanji datang membawa berkasnya.", now)
    running = _requests(desk, crew, RequestState.RUNNING)
    days = (("Kunjungan rumah kedua", 0), ("Telepon keluarga di tempat asal", 3), ("Laporan bulanan", 9))
    for place, (text, ahead) in enumerate(days):
        typed = {"isi": text, "tanggal": f"{now.date() + timedelta(days=ahead):%d/%m/%Y}"}
        subject = running[place].id if place < len(running) and place < 2 else None
        add_tickler(desk.uow(), clerk, NewTickler(typed, request_id=subject), now)


def letters_that_came(desk: Desk, crew: Crew, now: datetime) -> None:
    """Incoming mail of the last days."""
    for days, sender, kind, nature, number, subject in (
        (3, "Yayasan Harapan Contoh", MailKind.PROPOSAL, Nature.ORDINARY, "012/YHC/2026",
         "Permohonan bantuan sarana belajar"),
        (1, "Camat Contoh Timur", MailKind.REQUEST, Nature.PROMPT, "460/118/KCT",
         "Bantuan bagi keluarga terdampak kebakaran"),
        (0, "Bappeda Kota Contoh", MailKind.INVITATION, Nature.IMPORTANT, "005/77/BAPPEDA",
         "Rapat pemutakhiran data"),
    ):  # fmt: skip
        day = now - timedelta(days=days)
        typed = {
            "asal": sender,
            "jenis": kind.value,
            "nomor_surat": number,
            "tanggal_surat": f"{day:%d/%m/%Y}",
            "diterima": f"{day:%d/%m/%Y}",
            "sifat": nature.value,
            "perihal": subject,
        }
        enter_mail(desk.uow(), crew[Role.PETUGAS], MailEntry(typed), now)


def complaints(desk: Desk, crew: Crew, now: datetime) -> None:
    """One about an application, one about nothing in particular and without a name."""
    clerk = crew[Role.PETUGAS]
    late = _requests(desk, crew, RequestState.RUNNING)
    told = [
        {
            "saluran": Channel.BOX.value,
            "anonim": "ya",
            "tentang": ABOUT_NEITHER,
            "kategori": Category.FACILITIES.value,
            "isi": "Kursi di ruang tunggu kurang saat hari pasar.",
        }
    ]
    if late:
        told.append(
            {
                "saluran": Channel.PHONE.value,
                "anonim": "tidak",
                "nama": late[0].applicant_name,
                "kontak": "0812 5550 0101",
                "tentang": ABOUT_REQUEST,
                "nomor": late[0].receipt,
                "kategori": Category.TIME.value,
                "isi": "Menanyakan kapan surat dapat diambil.",
            }
        )
    for typed in told:
        receive_complaint(desk.uow(), clerk, Entry(typed), (), now)


def _requests(desk: Desk, crew: Crew, state: RequestState) -> tuple[RequestRow, ...]:
    """The newest applications of a state."""
    sees, now = Visibility(crew[Role.PETUGAS].roles), desk.now()
    return desk.ask(lambda session: list_requests(session, Filter(states=(state,)), sees, now, limit=20))
