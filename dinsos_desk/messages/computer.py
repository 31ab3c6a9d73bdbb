"""What this computer keeps from being done: its disk, the data folder with its keys, printers, other programs."""

COMPUTER_ERRORS: dict[str, tuple[str, str]] = {
    "basis_data_hilang": (
        "Basis data tidak ditemukan di folder {folder}.",
        "Pastikan folder data yang dipilih benar, atau pulihkan dari cadangan.",
    ),
    "basis_data_lebih_baru": (
        "Basis data ini dibuat oleh versi Dinsos Desk yang lebih baru (revisi {revisi}).",
        "Perbarui program ini, lalu buka kembali. Tidak ada data yang diubah.",
    ),
    "basis_data_rusak": (
        "Basis data di folder {folder} tidak dapat dibuka: berkasnya rusak atau bukan pasangan berkas kunci ini.",
        "Jangan menghapus berkas apa pun; pulihkan dari cadangan.",
    ),
    "basis_data_sibuk": (
        "Basis data sedang dipakai proses lain.",
        "Tunggu sebentar, lalu coba lagi. Isian Anda belum hilang.",
    ),
    "basis_data_tidak_aman": (
        "Basis data tidak dapat dibuka dengan pengaman yang lengkap ({sebab}).",
        "Pindahkan folder data ke media penyimpanan di komputer ini (bukan folder jaringan), atau pasang ulang program.",
    ),
    "berkas_sedang_dibuka": (
        "Berkas {nama} sedang dibuka di program lain.",
        "Tutup berkas itu, lalu coba lagi.",
    ),
    "berkas_simpanan_hilang": (
        "Berkas yang tersimpan tidak ditemukan di folder data.",
        "Pulihkan folder berkas dari cadangan.",
    ),
    "berkas_simpanan_rusak": (
        "Berkas yang tersimpan rusak atau telah diubah, sehingga tidak dapat dibuka.",
        "Pulihkan folder berkas dari cadangan.",
    ),
    "berkas_tidak_terbaca": (
        "Berkas {nama} tidak dapat dibaca.",
        "Pastikan berkasnya ada dan tidak sedang dikunci program lain.",
    ),
    "bukan_basis_data_kita": ("Berkas {nama} bukan basis data Dinsos Desk.", "Pilih folder data lain."),
    "disk_bermasalah": (
        "Media penyimpanan tidak dapat dibaca atau ditulis.",
        "Periksa sambungan dan keadaan media penyimpanan, lalu buka kembali program ini.",
    ),
    "disk_penuh": (
        "Ruang penyimpanan penuh, sehingga data tidak dapat disimpan.",
        "Kosongkan sebagian ruang, lalu coba lagi. Data yang sudah tersimpan tetap utuh.",
    ),
    "folder_hilang": (
        "Folder {folder} tidak ditemukan lagi (flash disk dicabut?).",
        "Pasang kembali flash disk atau sambungannya, lalu ulangi. Tidak ada berkas setengah jadi.",
    ),
    "folder_tidak_bisa_ditulis": (
        "Folder {folder} tidak dapat ditulis.",
        "Periksa apakah folder itu hanya boleh dibaca atau dipakai bersama, lalu coba lagi atau pilih folder data lain.",
    ),
    "kunci_hilang": (
        "Berkas kunci (keys.json) tidak ada di {folder}.",
        "Kembalikan keys.json dari cadangan. Jangan menyiapkan kantor baru di folder ini.",
    ),
    "kunci_lemah": (
        "Pengaman di berkas kunci {nama} lebih lemah daripada yang diizinkan, sehingga ditolak.",
        "Pulihkan berkas kunci dari cadangan.",
    ),
    "kunci_rusak": (
        "Berkas kunci {nama} rusak sehingga basis data tidak dapat dibuka.",
        "Pulihkan dari salinan {nama}.bak di folder yang sama atau dari cadangan.",
    ),
    "kunci_sudah_ada": (
        "Berkas kunci {nama} sudah ada.",
        "Penyiapan pertama hanya dapat dilakukan sekali; silakan masuk dengan nama pengguna yang sudah ada.",
    ),
    "kunci_tidak_terbaca": (
        "Berkas kunci {nama} tidak dapat dibaca: aksesnya ditolak atau sedang dipakai program lain.",
        "Tutup program lain yang memakainya, periksa hak akses folder data, lalu coba lagi. Jangan menghapus berkas itu.",
    ),
    "memori_kurang": (
        "Memori komputer tidak cukup untuk memeriksa kata sandi.",
        "Tutup program lain, lalu coba lagi.",
    ),
    "pembaruan_gagal": (
        "Basis data tidak dapat diperbarui ke versi ini karena ada data yang tidak saling cocok.",
        "Tidak ada yang diubah, dan cadangannya tersimpan di folder cadangan.",
    ),
    "pencetak_tidak_ada": (
        "Pencetak {pencetak} tidak ada atau tidak terhubung.",
        "Nyalakan pencetak itu, atau pilih pencetak lain pada ruang Surat (Alt+R).",
    ),
    "pratinjau_gagal": ("Pratinjau dokumen ini tidak dapat ditampilkan.", "Buka berkasnya di Word."),
    "program_pembuka_tidak_ada": (
        "Tidak ada program untuk membuka {nama}.",
        "Pasang Microsoft Word atau LibreOffice, atau simpan dokumennya ke tempat lain.",
    ),
    "program_tidak_dapat_dibuka": (
        "Program tidak dapat dibuka karena kesalahan yang tidak terduga.",
        "Tidak ada data yang diubah. Coba lagi; bila berulang, sampaikan laporan kesalahan kepada pengelola program.",
    ),
    "sudah_terbuka": (
        "Dinsos Desk sudah terbuka untuk folder data {folder}.",
        "Gunakan jendela yang sudah terbuka, atau tutup dahulu sebelum membukanya lagi.",
    ),
    "halaman_cetak_gagal": (
        "LibreOffice tidak dapat menyiapkan {nama} untuk dicetak, atau terlalu lama.",
        "Tutup LibreOffice yang macet lalu ulangi, atau buka dokumennya dan cetak dari sana.",
    ),
    "tidak_ada_pencetak": (
        "Belum ada pencetak di komputer ini.",
        "Pasang pencetak di pengaturan Windows, atau simpan dokumennya lalu cetak di komputer lain.",
    ),
    "tidak_dapat_mencetak": (
        "{nama} tidak dapat dikirim ke pencetak.",
        "Periksa pencetak, atau buka dokumennya di Word lalu cetak dari sana.",
    ),
    "wilayah_baris_salah": (
        "Baris {baris} pada {nama} bukan kode wilayah dan nama.",
        "Perbaiki baris itu, lalu buka kembali program ini.",
    ),
    "wilayah_rusak": ("Berkas data wilayah {nama} hilang atau rusak.", "Pasang ulang program ini."),
    "wilayah_tidak_terbaca": (
        "Berkas {nama} tidak dapat dibaca sebagai teks CSV (UTF-8).",
        "Simpan ulang sebagai CSV UTF-8.",
    ),
}
