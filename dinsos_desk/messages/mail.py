"""The same for incoming letters and dispositions."""

MAIL_FAULTS: dict[str, str] = {
    "diterima_sebelum_bertanggal": "Surat bertanggal {tanggal} tidak mungkin diterima sebelumnya.",
    "surat_masuk_sudah_ada": (
        "Surat ini sudah diagendakan dengan nomor {nomor}. Bila memang surat lain, simpan sekali lagi."
    ),
    "disposisi_tanpa_penerima": "Pilih kepada siapa surat ini diteruskan.",
    "disposisi_ke_atas": "Disposisi hanya diberikan kepada bawahan; lepas tanda yang lain.",
    "disposisi_tanpa_isi": "Tandai instruksi atau tulis isi disposisinya.",
    "disposisi_sebelum_diterima": "Tidak mungkin sebelum surat ini diterima.",
    "selesai_sebelum_disposisi": "Tidak mungkin sebelum disposisinya diberikan.",
    "instruksi_kosong": "Tulis sedikitnya satu instruksi.",
    "instruksi_terlalu_banyak": "Paling banyak {batas} instruksi.",
    "jenis_surat_kosong": "Tulis sedikitnya satu jenis surat.",
    "jenis_surat_terlalu_banyak": "Paling banyak {batas} jenis surat.",
    "instruksi_berulang": "“{nilai}” tertulis dua kali.",
}

MAIL_ERRORS: dict[str, tuple[str, str]] = {
    "surat_masuk_tidak_ditemukan": (
        "Surat masuk ini tidak ditemukan.",
        "Mungkin surat ini rahasia atau tidak didisposisikan kepada bidang Anda.",
    ),
    "tidak_ada_perubahan": (
        "Tidak ada yang berubah pada catatan ini.",
        "Ubah dahulu isinya, atau batalkan.",
    ),
    "surat_masuk_berubah": (
        "Surat ini baru saja diralat oleh pengguna lain.",
        "Yang ditampilkan sudah keadaan terakhir; periksa, lalu ulangi bila masih perlu.",
    ),
    "surat_masuk_dibatalkan": (
        "Surat masuk nomor {nomor} sudah dibatalkan.",
        "Catat suratnya dengan nomor agenda baru bila memang diterima.",
    ),
    "surat_masuk_sudah_dipakai": (
        "Surat masuk nomor {nomor} sudah didisposisikan atau menjadi permohonan.",
        "Ralat catatannya, atau cabut dahulu disposisinya.",
    ),
    "disposisi_tidak_ditemukan": (
        "Disposisi ini tidak ditemukan.",
        "Muat ulang (F5), lalu pilih dari daftar.",
    ),
    "disposisi_berubah": (
        "Disposisi ini baru saja diubah oleh pengguna lain.",
        "Yang ditampilkan sudah keadaan terakhir; periksa, lalu ulangi bila masih perlu.",
    ),
}
