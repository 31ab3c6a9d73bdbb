"""The audit trail: what is written into it beside the work itself, and looking at it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.queries.audit.trail import AuditRow, TrailFilter, trail_rows, trail_users
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed, Kind
from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.shown import OVERSEERS, SHOWN_WORDS
from dinsos_desk.usecases.requests.view import ACTION_WORDS
from dinsos_desk.vault.keys import KeyRing
from dinsos_desk.vault.passwords import normalised_login

log = logging.getLogger(__name__)

KIND_WORDS = {
    Kind.SIGN_IN: "Masuk dan kunci",
    Kind.DECISION: "Keputusan",
    Kind.NUMBER: "Nomor surat",
    Kind.DOCUMENT: "Lihat, cetak, buka, ekspor",
    Kind.LOOK: "Pembukaan NIK",
    Kind.CORRECTION: "Perbaikan data",
    Kind.USERS: "Pengguna",
    Kind.SETTINGS: "Pengaturan",
    Kind.MAIL: "Surat masuk, disposisi",
    Kind.FOLLOW_UP: "Tindak lanjut",
}

DEED_WORDS = {
    Deed.SIGN_IN: "Masuk",
    Deed.FAILED: "Gagal masuk",
    Deed.LOCK: "Mengunci layar",
    Deed.IDLE_LOCK: "Terkunci otomatis",
    Deed.UNLOCK: "Membuka kunci layar",
    Deed.SIGN_OUT: "Keluar",
    Deed.SEEN: "Melihat dokumen di layar",
    Deed.OPENED: "Membuka dokumen",
    Deed.PRINTED: "Mencetak dokumen",
    Deed.SAVED: "Menyimpan dokumen ke luar",
    Deed.USER_ADDED: "Menambah pengguna",
    Deed.USER_CHANGED: "Mengubah pengguna",
    Deed.USER_DISABLED: "Menonaktifkan pengguna",
    Deed.PASSWORD_SET: "Mengatur ulang kata sandi",
    Deed.PASSWORD_CHANGED: "Mengganti kata sandi sendiri",
    Deed.OFFICE_CHANGED: "Mengubah data kantor",
    Deed.SAFETY_CHANGED: "Mengubah aturan keamanan",
    Deed.DAYS_OFF_CHANGED: "Mengubah hari libur",
    Deed.OFFICIAL_CHANGED: "Mengubah pejabat",
    Deed.OFFICIAL_REMOVED: "Menghapus pejabat",
    Deed.POST_CHANGED: "Mengubah jabatan",
    Deed.POST_REMOVED: "Menghapus jabatan",
    Deed.SERIES_CHANGED: "Mengubah urutan nomor",
    Deed.SERIES_REMOVED: "Menghapus urutan nomor",
    Deed.OFFERED_CHANGED: "Mengubah layanan yang dibuka",
    Deed.TEMPLATE_KEPT: "Menyimpan templat surat",
    Deed.TEMPLATE_BACK: "Kembali ke templat bawaan",
    Deed.SERVICE_PUBLISHED: "Menerbitkan layanan",
    Deed.SERVICE_RESET: "Mengembalikan layanan bawaan",
    Deed.SERVICE_RETIRED: "Menutup layanan",
    Deed.SERVICE_REMOVED: "Menghapus layanan",
    Deed.REGISTER_SIGNERS: "Mengubah penanda tangan buku register",
    Deed.RECAP_LAYOUT_IN: "Menyimpan tata letak rekap",
    Deed.RECAP_LAYOUT_OUT: "Menghentikan tata letak rekap",
    Deed.OFFICE_FILE_OUT: "Menyimpan berkas penyiapan",
    Deed.OFFICE_FILE_IN: "Mengambil berkas penyiapan",
    Deed.MAIL_ENTERED: "Mencatat surat masuk",
    Deed.MAIL_CORRECTED: "Meralat surat masuk",
    Deed.MAIL_CANCELLED: "Membatalkan surat masuk",
    Deed.MAIL_APPLIED: "Menjadikan surat masuk permohonan",
    Deed.DISPOSED: "Memberi disposisi",
    Deed.DISPOSED_ON_PAPER: "Mencatat disposisi dari kertas",
    Deed.DISPOSITION_DONE: "Menyelesaikan disposisi",
    Deed.DONE_ON_PAPER: "Mencatat disposisi selesai dari kertas",
    Deed.DISPOSITION_WITHDRAWN: "Mencabut disposisi",
    Deed.DISPOSITION_REOPENED: "Membuka kembali disposisi",
    Deed.DUTY_MET: "Mencatat kewajiban terpenuhi",
    Deed.DUTY_DROPPED: "Menggugurkan kewajiban",
    Deed.DUTY_WITHDRAWN: "Menarik catatan kewajiban",
    Deed.REMINDER_DONE: "Menyelesaikan pengingat",
    Deed.REMINDER_DROPPED: "Membatalkan pengingat",
    Deed.REMINDER_REOPENED: "Membuka kembali pengingat",
}
_OTHER_WORDS = {
    "nomor": "Memberi nomor surat",
    "nomor_luar": "Mencatat surat dari luar program",
    "nomor_batal": "Membatalkan nomor surat",
    "nomor_perbaiki": "Memperbaiki catatan surat luar",
    "nomor_cadangan": "Mencadangkan atau melewati nomor",
    "orang": "Memperbaiki data orang",
    "lembaga": "Memperbaiki data lembaga",
    "gabung_orang": "Menggabungkan data orang",
    "gabung_lembaga": "Menggabungkan data lembaga",
    "pisah_orang": "Memisahkan kembali data orang",
    "pisah_lembaga": "Memisahkan kembali data lembaga",
    "register_perbaiki": "Memperbaiki baris buku register",
    "terlambat": "Menjelaskan keterlambatan",
    "lampiran_hapus": "Mengambil lampiran",
    "jam_benar": "Menyatakan jam komputer benar",
    "nik": "Melihat NIK dan nomor KK utuh",
    "pengaduan_terima": "Menerima pengaduan",
    "pengaduan_teruskan": "Meneruskan pengaduan",
    "pengaduan_jawab": "Menjawab pengaduan",
    "pengaduan_tutup": "Menutup pengaduan tanpa jawaban",
    "pengaduan_tarik": "Mencatat pengaduan ditarik",
    "pengaduan_buka_lagi": "Membuka lagi pengaduan",
    "pengaduan_perbaiki": "Memperbaiki catatan pengaduan",
}
_FROM_PAPER = "dicatat dari kertas untuk"


@dataclass(frozen=True)
class AuditLine:
    """An entry in words. ``row`` is where the next page goes on."""

    row: AuditRow
    at: datetime
    user: str
    kind: str
    what: str
    about: str
    detail: str


def note_sign_in(uow: UnitOfWork, actor: Actor, ring: KeyRing, *, unlocked: bool = False) -> None:
    """Write down a sign-in (or an unlocking) and the failed ones before it.

    A full disk or a held database does not keep anybody from seeing the office's data: that is only logged.
    """
    failed = ring.attempts.untold()
    try:
        with uow:
            ids = {normalised_login(user.login): user.id for user in uow.users.all()}
            for one in failed:
                uow.trail.note_failed(one.mark, one.at, ids.get(one.user))
            uow.trail.note(actor.user_id, Deed.UNLOCK if unlocked else Deed.SIGN_IN)
            uow.commit()
    except EnvironmentProblem as error:
        log.warning("a sign-in could not be written into the audit trail: %s", error.code)
        return
    ring.attempts.told(frozenset(one.mark for one in failed))


def note_deed(uow: UnitOfWork, actor: Actor, deed: str, about: str = "") -> None:
    """Write down what the window did by itself: locking, signing out, handing a document on."""
    note_deeds(uow, actor, ((deed, about),))


def note_deeds(uow: UnitOfWork, actor: Actor, deeds: Sequence[tuple[str, str]]) -> None:
    """Write down several of them, each with what it was about, in one transaction."""
    with uow:
        for deed, about in deeds:
            uow.trail.note(actor.user_id, Deed(deed), about)
        uow.commit()


def note_attachment_seen(uow: UnitOfWork, actor: Actor, attachment_id: int) -> None:
    """Write down that a scan or photograph was looked at: of which application, or that of a person.

    What somebody adds to a draft of their own is not told.
    """
    with uow:
        row = uow.attachments.get(attachment_id)
        request = uow.requests.by_nonce(row.nonce) if row.nonce is not None else None
        if request is None and row.person_id is None:
            return
        owner = f"{request.receipt} · lampiran" if request is not None else "Data orang · foto"
        uow.trail.note(actor.user_id, Deed.SEEN, " ".join((owner, row.requirement)).strip(), attachment_id)
        uow.commit()


def trail(
    uow: UnitOfWork, actor: Actor, wanted: TrailFilter, after: AuditRow | None = None, limit: int = 100
) -> tuple[AuditLine, ...]:
    """A page of the trail, the newest first.

    Raises:
        UserError: *tidak_berwenang* for anybody but administrator, Kepala Dinas and Sekretaris.
    """
    actor.require(*OVERSEERS)
    with uow:
        return tuple(_line(row) for row in trail_rows(uow.session, wanted, after, limit))


def known_users(uow: UnitOfWork, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Every user by id and name, disabled ones too.

    Raises:
        UserError: *tidak_berwenang*.
    """
    actor.require(*OVERSEERS)
    with uow:
        return trail_users(uow.session)


def narrowed(
    period: Period, user_id: int | None = None, kind: Kind | None = None, text: str = ""
) -> TrailFilter:
    """What to ask for; text is looked for in the words of the deeds too."""
    sought = " ".join(text.split())
    folded = sought.casefold()
    words = {**{deed.value: told for deed, told in DEED_WORDS.items()}, **_OTHER_WORDS}
    words |= {action.value: f"Permohonan {told}" for action, told in ACTION_WORDS.items()}
    deeds = frozenset(code for code, told in words.items() if folded and folded in told.casefold())
    from_paper = bool(folded) and folded in _FROM_PAPER
    return TrailFilter(period, user_id, kind, sought, deeds, from_paper)


def deed_words(row: AuditRow) -> str:
    """What was done, in words; a deed of a later program as it is written."""
    if row.deed in _OTHER_WORDS:
        return _OTHER_WORDS[row.deed]
    if row.kind is Kind.DECISION:
        try:
            return f"Permohonan {ACTION_WORDS[Action(row.deed)]}"
        except ValueError:
            return row.deed
    try:
        return DEED_WORDS[Deed(row.deed)]
    except ValueError:
        return row.deed


def _line(row: AuditRow) -> AuditLine:
    detail = SHOWN_WORDS.get(row.detail, row.detail) if row.kind is Kind.LOOK else row.detail
    if row.paper:
        detail = " · ".join(part for part in (f"{_FROM_PAPER} {row.paper}", detail) if part)
    user = row.user or "Nama tidak dikenal"
    return AuditLine(row, row.at, user, KIND_WORDS[row.kind], deed_words(row), row.about, detail)
