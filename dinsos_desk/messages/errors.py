"""What keeps something from being done: a sentence that says what is wrong, and one that says what to do."""

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
    "jabatan_dipegang": (
        "Jabatan ini tidak dapat dihapus karena {nama} tercatat sebagai pejabatnya.",
        "Hapus dahulu pejabat itu di Pengaturan › Pejabat, atau ubah saja nama jabatannya.",
    ),
    "jabatan_menandatangani": (
        "Jabatan ini tidak dapat dihapus karena menandatangani dokumen layanan “{layanan}”.",
        "Ubah saja nama jabatannya, atau pilih penanda tangan lain pada layanan itu.",
    ),
    "berkas_penyiapan_bukan": (
        "Berkas ini bukan berkas penyiapan kantor.",
        "Pilih berkas berakhiran .dinsos yang disimpan dari Pengaturan › Berkas penyiapan.",
    ),
    "berkas_penyiapan_isi_asing": (
        "Berkas penyiapan ini memuat “{nama}” yang tidak semestinya ada di dalamnya, sehingga ditolak.",
        "Simpan ulang berkas penyiapan dari kantor asalnya; jangan mengubah isinya dengan program lain.",
    ),
    "berkas_penyiapan_lebih_baru": (
        "Berkas penyiapan ini dibuat oleh versi Dinsos Desk yang lebih baru (susunan {skema}; program ini mengenal sampai {dikenal}).",
        "Perbarui program ini, lalu coba lagi. Tidak ada yang diubah.",
    ),
    "berkas_penyiapan_rusak": (
        "Berkas penyiapan ini rusak atau terpotong.",
        "Salin sekali lagi dari kantor asalnya, lalu coba lagi.",
    ),
    "berkas_penyiapan_salah": (
        "Isi berkas penyiapan ini tidak dapat dipakai. {sebab}",
        "Simpan ulang berkas penyiapan dari kantor asalnya. Tidak ada yang diubah.",
    ),
    "berkas_penyiapan_terlalu_besar": (
        "Berkas penyiapan ini terlalu besar (paling besar {batas}).",
        "Kurangi templat bergambar besar di kantor asalnya, lalu simpan ulang.",
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
    "versi_layanan_tidak_terbaca": (
        "Layanan permohonan ini tersimpan dalam bentuk yang tidak dikenal program.",
        "Perbarui program, atau sampaikan nomor tanda terimanya kepada pengelola program.",
    ),
    "kunci_tidak_terbaca": (
        "Berkas kunci {nama} tidak dapat dibaca: aksesnya ditolak atau sedang dipakai program lain.",
        "Tutup program lain yang memakainya, periksa hak akses folder data, lalu coba lagi. Jangan menghapus berkas itu.",
    ),
    "program_tidak_dapat_dibuka": (
        "Program tidak dapat dibuka karena kesalahan yang tidak terduga.",
        "Tidak ada data yang diubah. Coba lagi; bila berulang, sampaikan laporan kesalahan kepada pengelola program.",
    ),
    "data_diubah_orang_lain": (
        "Data ini baru saja diubah pengguna lain.",
        "Muat ulang, lalu ulangi perbaikan Anda. Perbaikan Anda belum tersimpan.",
    ),
    "layanan_kosong": ("Belum ada layanan yang dipilih.", "Pilih sedikitnya satu layanan."),
    "nama_masuk_salah": (
        "Nama masuk tidak dapat dipakai.",
        "Gunakan paling banyak {panjang} huruf tanpa spasi.",
    ),
    "admin_terakhir": (
        "Administrator terakhir tidak dapat dinonaktifkan.",
        "Angkat administrator lain terlebih dahulu.",
    ),
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
    "bukan_pemberi_pengecualian": (
        "{nama} tidak memegang peran yang boleh memberi pengecualian ini.",
        "Pilih pengguna lain.",
    ),
    "bukan_basis_data_kita": ("Berkas {nama} bukan basis data Dinsos Desk.", "Pilih folder data lain."),
    "data_tidak_ditemukan": ("Data itu tidak ditemukan.", "Muat ulang daftar (F5)."),
    "disk_bermasalah": (
        "Media penyimpanan tidak dapat dibaca atau ditulis.",
        "Periksa sambungan dan keadaan media penyimpanan, lalu buka kembali program ini.",
    ),
    "disk_penuh": (
        "Ruang penyimpanan penuh, sehingga data tidak dapat disimpan.",
        "Kosongkan sebagian ruang, lalu coba lagi. Data yang sudah tersimpan tetap utuh.",
    ),
    "folder_tidak_bisa_ditulis": (
        "Folder {folder} tidak dapat ditulis.",
        "Periksa apakah folder itu hanya boleh dibaca atau dipakai bersama, lalu coba lagi atau pilih folder data lain.",
    ),
    "gambar_terlalu_besar": (
        "Gambar terlalu besar (paling besar {batas}).",
        "Pilih gambar yang lebih kecil.",
    ),
    "gambar_tidak_dikenal": ("Gambar ini tidak dapat dibaca.", "Pakai berkas PNG atau JPEG."),
    "isian_salah": ("Ada isian yang perlu diperbaiki.", "Periksa isian yang ditandai merah."),
    "kantor_belum_diatur": ("Data kantor belum diatur.", "Buka Pengaturan › Kantor."),
    "konsep_tidak_ditemukan": ("Konsep itu sudah tidak ada.", "Muat ulang daftar konsep."),
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
    "layanan_tidak_dikenal": ("Layanan “{kode}” tidak ada dalam katalog.", "Periksa Pengaturan › Layanan."),
    "memori_kurang": (
        "Memori komputer tidak cukup untuk memeriksa kata sandi.",
        "Tutup program lain, lalu coba lagi.",
    ),
    "nama_masuk_dipakai": ("Nama pengguna {nama} sudah dipakai.", "Pilih nama lain."),
    "pejabat_belum_diisi": (
        "Belum ada pejabat untuk jabatan {jabatan} pada tanggal surat.",
        "Isi di Pengaturan › Pejabat, lalu ulangi.",
    ),
    "pembaruan_gagal": (
        "Basis data tidak dapat diperbarui ke versi ini karena ada data yang tidak saling cocok.",
        "Tidak ada yang diubah, dan cadangannya tersimpan di folder cadangan.",
    ),
    "pengguna_terakhir": (
        "Pengguna {nama} adalah satu-satunya yang dapat membuka basis data, sehingga tidak dapat dihapus.",
        "Tambahkan pengguna lain terlebih dahulu.",
    ),
    "pengguna_nonaktif": (
        "{nama} sedang dinonaktifkan, sehingga tidak diberi kata sandi.",
        "Aktifkan kembali pengguna itu terlebih dahulu (Ubah).",
    ),
    "pengguna_tidak_ada": ("Pengguna {nama} tidak ditemukan.", "Muat ulang daftar pengguna (F5)."),
    "periksa_perlu_sandi": (
        "Data kantor hanya dapat diperiksa dengan nama masuk dan kata sandi.",
        "Jalankan dari jendela perintah agar keduanya ditanyakan, atau isi variabel {nama} dan {sandi}.",
    ),
    "pencetak_tidak_ada": (
        "Pencetak {pencetak} tidak ada atau tidak terhubung.",
        "Nyalakan pencetak itu, atau pilih pencetak lain pada ruang Surat (Alt+R).",
    ),
    "permohonan_belum_ditolak": (
        "Permohonan {nomor} tidak berstatus ditolak.",
        "Surat penolakan dibuat setelah permohonannya ditolak dengan alasan.",
    ),
    "permohonan_sudah_ditutup": (
        "Permohonan ini sudah ditutup.",
        "Muat ulang untuk melihat keadaannya sekarang.",
    ),
    "permohonan_tidak_ditemukan": ("Permohonan itu tidak ditemukan.", "Muat ulang daftar (F5)."),
    "pratinjau_gagal": ("Pratinjau dokumen ini tidak dapat ditampilkan.", "Buka berkasnya di Word."),
    "program_pembuka_tidak_ada": (
        "Tidak ada program untuk membuka {nama}.",
        "Pasang Microsoft Word atau LibreOffice, atau simpan dokumennya ke tempat lain.",
    ),
    "jejak_terlalu_panjang": (
        "Jejak audit ini lebih dari {batas} catatan, terlalu panjang untuk dicetak.",
        "Persempit periode atau saringannya, atau pakai Ekspor ke Excel.",
    ),
    "masuk_ditahan": (
        "Terlalu banyak percobaan masuk yang salah. Coba lagi pukul {pukul} ({menit} menit lagi).",
        "Bila lupa kata sandi, minta administrator mengaturnya ulang.",
    ),
    "sandi_salah": ("Nama pengguna atau kata sandi salah.", "Periksa keduanya, lalu coba lagi."),
    "sudah_disiapkan": ("Folder ini sudah berisi data kantor.", "Masuk dengan nama dan kata sandi Anda."),
    "sudah_diubah_orang_lain": (
        "Permohonan ini baru saja diubah pengguna lain.",
        "Lihat keadaannya sekarang, lalu putuskan kembali bila masih perlu. Keputusan Anda belum tersimpan.",
    ),
    "sudah_terbuka": (
        "Dinsos Desk sudah terbuka untuk folder data {folder}.",
        "Gunakan jendela yang sudah terbuka, atau tutup dahulu sebelum membukanya lagi.",
    ),
    "surat_tidak_ditemukan": ("Surat itu tidak ditemukan.", "Muat ulang daftar (F5)."),
    "versi_konsep_tidak_ditemukan": ("Versi konsep itu tidak ditemukan.", "Muat ulang halaman (F5)."),
    "templat_hilang": (
        "Templat surat “{nama}” tidak ditemukan.",
        "Kembalikan berkasnya ke folder templat, atau pasang ulang program.",
    ),
    "templat_isian_tidak_dikenal": (
        "Templat surat “{nama}” meminta isian “{isian}” yang tidak ada pada layanan ini.",
        "Perbaiki nama isian itu di templat.",
    ),
    "templat_rusak": (
        "Templat surat “{nama}” tidak dapat dipakai: {sebab}.",
        "Perbaiki di Word lalu masukkan lagi, atau kembali ke templat bawaan, di Pengaturan › Templat.",
    ),
    "tidak_berwenang": (
        "Tindakan ini di luar kewenangan Anda.",
        "Minta pengguna yang berwenang atau administrator.",
    ),
    "tidak_dapat_diperbaiki": (
        "Permohonan ini tidak sedang berada di loket.",
        "Permohonan hanya dapat diperbaiki bila belum lengkap atau dikembalikan.",
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
    "berkas_bukan_layanan": (
        "Berkas {nama} bukan berkas layanan.",
        "Pilih berkas TOML yang diekspor dari Pengaturan › Layanan.",
    ),
    "berkas_layanan_ditolak": (
        "Berkas layanan tidak dapat dipakai. {sebab}",
        "Minta berkas layanan yang utuh dan sesuai dengan versi program ini.",
    ),
    "berkas_tidak_terbaca": (
        "Berkas {nama} tidak dapat dibaca.",
        "Pastikan berkasnya ada dan tidak sedang dikunci program lain.",
    ),
    "layanan_bawaan": (
        "Layanan bawaan tidak dapat dihapus.",
        "Nonaktifkan layanan itu bila tidak diterima di loket ini.",
    ),
    "layanan_bukan_ubahan": (
        "Layanan ini tidak memiliki versi bawaan yang dapat dipakai kembali.",
        "Muat ulang daftar (F5).",
    ),
    "layanan_dipakai": (
        "Layanan ini sudah dipakai oleh {jumlah} permohonan.",
        "Nonaktifkan layanan itu; permohonan yang sudah ada tetap berjalan.",
    ),
    "layanan_sudah_ada": (
        "Layanan “{nama}” sudah ada di kantor ini.",
        "Ganti konsepnya, atau ambil sebagai salinan.",
    ),
    "templat_tidak_cocok": (
        "Templat “{nama}” dipakai layanan “{layanan}” yang sedang berlaku atau permohonannya yang masih berjalan, "
        "tetapi berkas ini meminta isian “{data}” yang tidak ada di sana.",
        "Beri nama lain pada berkasnya, lalu pilih templat itu pada konsep layanan; permohonan yang sudah diterima "
        "tetap memakai templat lama.",
    ),
    "templat_sudah_ada": (
        "Templat “{nama}” sudah ada.",
        "Ganti templat yang lama, atau beri nama lain pada berkasnya.",
    ),
    "templat_terlalu_besar": (
        "Berkas templat terlalu besar (paling besar {batas}).",
        "Perkecil gambar di dalamnya, lalu coba lagi.",
    ),
}
