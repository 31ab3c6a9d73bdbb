"""The same for registers."""

REGISTER_FAULTS: dict[str, str] = {
    "register_tidak_berubah": "Isi ini sama dengan yang tertulis sekarang.",
    "register_tersamar": "Tulis nomor itu utuh; tanda • hanya untuk layar.",
    "register_penanda_tangan_sama": "Kedua tanda tangan tidak dapat oleh jabatan yang sama.",
}

REGISTER_ERRORS: dict[str, tuple[str, str]] = {
    "baris_register_tidak_ditemukan": (
        "Baris register ini tidak ditemukan.",
        "Muat ulang (F5), lalu pilih dari daftar.",
    ),
    "baris_register_tidak_dapat_diralat": (
        "Kolom ini tidak dapat diperbaiki di buku register.",
        "Perbaiki data asalnya, lalu buku register mengikuti.",
    ),
    "baris_register_berubah": (
        "Baris register ini baru saja berubah.",
        "Yang ditampilkan sudah keadaan terakhir; periksa, lalu ulangi bila masih perlu.",
    ),
}
