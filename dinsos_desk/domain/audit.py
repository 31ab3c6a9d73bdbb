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
    OPENED = "dokumen_buka"
    PRINTED = "dokumen_cetak"
    SAVED = "dokumen_simpan"
    USER_ADDED = "pengguna_tambah"
    USER_CHANGED = "pengguna_ubah"
    USER_DISABLED = "pengguna_nonaktif"
    PASSWORD_SET = "sandi_atur"
    PASSWORD_CHANGED = "sandi_ganti"
    OFFICE_CHANGED = "kantor_ubah"
    DAYS_OFF_CHANGED = "libur_ubah"
    OFFICIAL_CHANGED = "pejabat_ubah"
    OFFICIAL_REMOVED = "pejabat_hapus"
    POST_CHANGED = "jabatan_ubah"
    POST_REMOVED = "jabatan_hapus"
    SERIES_CHANGED = "urutan_nomor_ubah"
    SERIES_REMOVED = "urutan_nomor_hapus"
    OFFERED_CHANGED = "layanan_dibuka"
    SERVICE_PUBLISHED = "layanan_terbit"
    SERVICE_RESET = "layanan_bawaan"
    SERVICE_RETIRED = "layanan_tutup"
    SERVICE_REMOVED = "layanan_hapus"
    OFFICE_FILE_OUT = "penyiapan_simpan"
    OFFICE_FILE_IN = "penyiapan_ambil"


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


_NAMED = (
    (Kind.SIGN_IN, (Deed.SIGN_IN, Deed.FAILED, Deed.LOCK, Deed.IDLE_LOCK, Deed.UNLOCK, Deed.SIGN_OUT)),
    (Kind.DOCUMENT, (Deed.OPENED, Deed.PRINTED, Deed.SAVED)),
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
)
_GROUPED = frozenset(deed for _, deeds in _NAMED for deed in deeds)

DEEDS: dict[Kind, tuple[Deed, ...]] = {
    **dict(_NAMED),
    Kind.SETTINGS: tuple(deed for deed in Deed if deed not in _GROUPED),
}
"""The deeds of each group that the audit table holds."""
