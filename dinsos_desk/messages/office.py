"""What the office's own data refuse: users, officials and posts, signing in, set-up and its file."""

OFFICE_ERRORS: dict[str, tuple[str, str]] = {
    "admin_terakhir": (
        "Administrator terakhir tidak dapat dinonaktifkan.",
        "Angkat administrator lain terlebih dahulu.",
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
    "gambar_terlalu_besar": (
        "Gambar terlalu besar (paling besar {batas}).",
        "Pilih gambar yang lebih kecil.",
    ),
    "gambar_tidak_dikenal": ("Gambar ini tidak dapat dibaca.", "Pakai berkas PNG atau JPEG."),
    "jabatan_dipegang": (
        "Jabatan ini tidak dapat dihapus karena {nama} tercatat sebagai pejabatnya.",
        "Hapus dahulu pejabat itu di Pengaturan › Pejabat, atau ubah saja nama jabatannya.",
    ),
    "jabatan_menandatangani": (
        "Jabatan ini tidak dapat dihapus karena menandatangani dokumen layanan “{layanan}”.",
        "Ubah saja nama jabatannya, atau pilih penanda tangan lain pada layanan itu.",
    ),
    "kantor_belum_diatur": ("Data kantor belum diatur.", "Buka Pengaturan › Kantor."),
    "layanan_kosong": ("Belum ada layanan yang dipilih.", "Pilih sedikitnya satu layanan."),
    "masuk_ditahan": (
        "Terlalu banyak percobaan masuk yang salah. Coba lagi pukul {pukul} ({menit} menit lagi).",
        "Bila lupa kata sandi, minta administrator mengaturnya ulang.",
    ),
    "nama_masuk_dipakai": ("Nama masuk {nama} sudah dipakai.", "Pilih nama lain."),
    "nama_masuk_salah": (
        "Nama masuk tidak dapat dipakai.",
        "Gunakan paling banyak {panjang} huruf tanpa spasi.",
    ),
    "pejabat_belum_diisi": (
        "Belum ada pejabat untuk jabatan {jabatan} pada tanggal surat.",
        "Isi di Pengaturan › Pejabat, lalu ulangi.",
    ),
    "pengguna_nonaktif": (
        "{nama} sedang dinonaktifkan, sehingga tidak diberi kata sandi.",
        "Aktifkan kembali pengguna itu terlebih dahulu (Ubah).",
    ),
    "pengguna_terakhir": (
        "Pengguna {nama} adalah satu-satunya yang dapat membuka basis data, sehingga tidak dapat dihapus.",
        "Tambahkan pengguna lain terlebih dahulu.",
    ),
    "pengguna_tidak_ada": ("Pengguna {nama} tidak ditemukan.", "Muat ulang daftar pengguna (F5)."),
    "periksa_perlu_sandi": (
        "Data kantor hanya dapat diperiksa dengan nama masuk dan kata sandi.",
        "Jalankan dari jendela perintah agar keduanya ditanyakan, atau isi variabel {nama} dan {sandi}.",
    ),
    "sandi_salah": ("Nama masuk atau kata sandi salah.", "Periksa keduanya, lalu coba lagi."),
    "sudah_disiapkan": ("Folder ini sudah berisi data kantor.", "Masuk dengan nama dan kata sandi Anda."),
}
