"""What the audit trail tells of, in groups by which it is searched."""

from enum import StrEnum


class Deed(StrEnum):
    """What somebody did. Decisions, numbers, corrections and looks at a NIK have tables of their own."""

    SIGN_IN = "masuk"
    FAILED = "masuk_gagal"
    LOCK = "kunci"
    IDLE_LOCK = "kunci_otomatis"
    UNLOCK = "buka_kunci"
    SIGN_OUT = "keluar"
    SEEN = "dokumen_lihat"
    OPENED = "dokumen_buka"
    PRINTED = "dokumen_cetak"
    SAVED = "dokumen_simpan"
    USER_ADDED = "pengguna_tambah"
    USER_CHANGED = "pengguna_ubah"
    USER_DISABLED = "pengguna_nonaktif"
    PASSWORD_SET = "sandi_atur"
    PASSWORD_CHANGED = "sandi_ganti"
    OFFICE_CHANGED = "kantor_ubah"
    SAFETY_CHANGED = "keamanan_ubah"
    DAYS_OFF_CHANGED = "libur_ubah"
    OFFICIAL_CHANGED = "pejabat_ubah"
    OFFICIAL_REMOVED = "pejabat_hapus"
    POST_CHANGED = "jabatan_ubah"
    POST_REMOVED = "jabatan_hapus"
    SERIES_CHANGED = "urutan_nomor_ubah"
    SERIES_REMOVED = "urutan_nomor_hapus"
    OFFERED_CHANGED = "layanan_dibuka"
    TEMPLATE_KEPT = "templat_simpan"
    TEMPLATE_BACK = "templat_bawaan"
    SERVICE_PUBLISHED = "layanan_terbit"
    SERVICE_RESET = "layanan_bawaan"
    SERVICE_RETIRED = "layanan_tutup"
    SERVICE_REMOVED = "layanan_hapus"
    REGISTER_SIGNERS = "register_pengesahan"
    RECAP_LAYOUT_IN = "tata_rekap_simpan"
    RECAP_LAYOUT_OUT = "tata_rekap_henti"
    OFFICE_FILE_OUT = "penyiapan_simpan"
    OFFICE_FILE_IN = "penyiapan_ambil"
    MAIL_ENTERED = "surat_masuk"
    MAIL_CORRECTED = "surat_masuk_ralat"
    MAIL_CANCELLED = "surat_masuk_batal"
    MAIL_APPLIED = "surat_masuk_permohonan"
    DISPOSED = "disposisi"
    DISPOSED_ON_PAPER = "disposisi_kertas"
    DISPOSITION_DONE = "disposisi_selesai"
    DONE_ON_PAPER = "disposisi_selesai_kertas"
    DISPOSITION_WITHDRAWN = "disposisi_cabut"
    DISPOSITION_REOPENED = "disposisi_buka"
    DUTY_MET = "kewajiban_penuhi"
    DUTY_DROPPED = "kewajiban_gugur"
    DUTY_WITHDRAWN = "kewajiban_tarik"
    REMINDER_DONE = "pengingat_selesai"
    REMINDER_DROPPED = "pengingat_batal"
    REMINDER_REOPENED = "pengingat_buka"


class Kind(StrEnum):
    """Groups of entries, as the trail is narrowed by them."""

    SIGN_IN = "masuk"
    DECISION = "keputusan"
    NUMBER = "nomor"
    DOCUMENT = "dokumen"
    LOOK = "nik"
    CORRECTION = "data"
    USERS = "pengguna"
    SETTINGS = "pengaturan"
    MAIL = "surat_masuk"
    FOLLOW_UP = "tindak_lanjut"


_MAIL = (
    Deed.MAIL_ENTERED,
    Deed.MAIL_CORRECTED,
    Deed.MAIL_CANCELLED,
    Deed.MAIL_APPLIED,
    Deed.DISPOSED,
    Deed.DISPOSED_ON_PAPER,
    Deed.DISPOSITION_DONE,
    Deed.DONE_ON_PAPER,
    Deed.DISPOSITION_WITHDRAWN,
    Deed.DISPOSITION_REOPENED,
)
_FOLLOW_UPS = (
    Deed.DUTY_MET,
    Deed.DUTY_DROPPED,
    Deed.DUTY_WITHDRAWN,
    Deed.REMINDER_DONE,
    Deed.REMINDER_DROPPED,
    Deed.REMINDER_REOPENED,
)
_NAMED = (
    (Kind.SIGN_IN, (Deed.SIGN_IN, Deed.FAILED, Deed.LOCK, Deed.IDLE_LOCK, Deed.UNLOCK, Deed.SIGN_OUT)),
    (Kind.DOCUMENT, (Deed.SEEN, Deed.OPENED, Deed.PRINTED, Deed.SAVED)),
    (
        Kind.USERS,
        (
            Deed.USER_ADDED,
            Deed.USER_CHANGED,
            Deed.USER_DISABLED,
            Deed.PASSWORD_SET,
            Deed.PASSWORD_CHANGED,
        ),
    ),
    (Kind.MAIL, _MAIL),
    (Kind.FOLLOW_UP, _FOLLOW_UPS),
)
_GROUPED = frozenset(deed for _, deeds in _NAMED for deed in deeds)

DEEDS: dict[Kind, tuple[Deed, ...]] = {
    **dict(_NAMED),
    Kind.SETTINGS: tuple(deed for deed in Deed if deed not in _GROUPED),
}
"""The deeds of each group that the audit table holds."""
