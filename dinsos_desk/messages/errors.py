"""What keeps something from being done with a case: what is wrong, and what to do; other rooms have their own."""

ERRORS: dict[str, tuple[str, str]] = {
    "tindak_lanjut_berubah": (
        "Tindak lanjut ini baru saja diubah pengguna lain.",
        "Daftar sudah dimuat ulang; lihat keadaannya sekarang.",
    ),
    "tindak_lanjut_tidak_ditemukan": ("Tindak lanjut ini sudah tidak ada.", "Muat ulang daftar (F5)."),
    "tidak_terlambat": (
        "Permohonan {nomor} tidak terlambat, sehingga tidak ada yang perlu dijelaskan.",
        "Muat ulang layar ini (F5) untuk melihat keadaannya sekarang.",
    ),
    "catatan_sudah_satu": (
        "Kedua catatan ini sudah digabung menjadi satu.",
        "Buka kembali data orang tersebut untuk melihat keadaan terakhir.",
    ),
    "penggabungan_bukan_terakhir": (
        "Penggabungan ini belum dapat diurungkan karena setelahnya ada penggabungan lain.",
        "Urungkan dahulu penggabungan yang terakhir.",
    ),
    "diterima_sendiri": (
        "Permohonan ini Anda terima sendiri; menurut alur layanan yang memeriksanya harus orang lain.",
        "Minta rekan dengan peran yang sama memutuskannya, atau catat keputusan pejabatnya di atas kertas.",
    ),
    "laporan_berkala_tidak_ditemukan": (
        "Laporan berkala itu tidak ada lagi.",
        "Muat ulang permohonan untuk melihat keadaannya sekarang.",
    ),
    "laporan_berkala_berubah": (
        "Laporan berkala ini baru saja dicatat atau ditarik pengguna lain.",
        "Muat ulang permohonan untuk melihat keadaannya sekarang.",
    ),
    "pola_nomor_tidak_dapat_dipakai": (
        "Pola nomor surat “{pola}” tidak dapat dipakai.",
        "Perbaiki di Pengaturan › Nomor surat, lalu ulangi.",
    ),
    "data_diubah_orang_lain": (
        "Data ini baru saja diubah pengguna lain.",
        "Muat ulang, lalu ulangi perbaikan Anda. Perbaikan Anda belum tersimpan.",
    ),
    "bukan_pemberi_pengecualian": (
        "{nama} tidak memegang peran yang boleh memberi pengecualian ini.",
        "Pilih pengguna lain.",
    ),
    "data_tidak_ditemukan": ("Data itu tidak ditemukan.", "Muat ulang daftar (F5)."),
    "isian_salah": ("Ada isian yang perlu diperbaiki.", "Periksa isian yang ditandai merah."),
    "konsep_tidak_ditemukan": ("Konsep itu sudah tidak ada.", "Muat ulang daftar konsep."),
    "permohonan_belum_ditolak": (
        "Permohonan {nomor} tidak berstatus ditolak.",
        "Surat penolakan dibuat setelah permohonannya ditolak dengan alasan.",
    ),
    "permohonan_sudah_ditutup": (
        "Permohonan ini sudah ditutup.",
        "Muat ulang untuk melihat keadaannya sekarang.",
    ),
    "permohonan_tidak_ditemukan": ("Permohonan itu tidak ditemukan.", "Muat ulang daftar (F5)."),
    "jejak_terlalu_panjang": (
        "Jejak audit ini lebih dari {batas} catatan, terlalu panjang untuk dicetak.",
        "Persempit periode atau saringannya, atau pakai Ekspor ke Excel.",
    ),
    "sudah_diubah_orang_lain": (
        "Permohonan ini baru saja diubah pengguna lain.",
        "Lihat keadaannya sekarang, lalu putuskan kembali bila masih perlu. Keputusan Anda belum tersimpan.",
    ),
    "surat_tidak_ditemukan": ("Surat itu tidak ditemukan.", "Muat ulang daftar (F5)."),
    "versi_konsep_tidak_ditemukan": ("Versi konsep itu tidak ditemukan.", "Muat ulang halaman (F5)."),
    "tidak_berwenang": (
        "Tindakan ini di luar kewenangan Anda.",
        "Minta pengguna yang berwenang atau administrator.",
    ),
    "tidak_dapat_diperbaiki": (
        "Permohonan ini tidak sedang berada di loket.",
        "Permohonan hanya dapat diperbaiki bila belum lengkap atau dikembalikan.",
    ),
}
