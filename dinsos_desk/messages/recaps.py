"""What may go wrong with recaps: the office's own workbooks and the package."""

RECAP_FAULTS = {
    "isian_tata_letak_tidak_dikenal": "{alamat}: isian “{isian}” tidak dikenal. Lihat daftar isian (Alt+D).",
    "isian_tata_letak_mirip": "{alamat}: isian “{isian}” tidak dikenal. Mungkin maksudnya “{mirip}”.",
    "isian_tata_letak_rusak": "{alamat}: kurung kurawal pada “{tulisan}” tidak lengkap; "
    "tulis isian sebagai {{{{nama_isian}}}}.",
}

RECAP_ERRORS: dict[str, tuple[str, str]] = {
    "tata_letak_bukan_excel": (
        "“{nama}” bukan buku kerja Excel yang dapat dibaca.",
        "Buka di Excel, pilih Simpan sebagai › Buku Kerja Excel (.xlsx), lalu pilih berkas itu.",
    ),
    "tata_letak_excel_lama": (
        "“{nama}” tersimpan dalam bentuk Excel lama (.xls) atau dikunci dengan kata sandi.",
        "Buka di Excel, lepas kata sandinya, simpan sebagai .xlsx, lalu pilih berkas itu.",
    ),
    "tata_letak_makro": (
        "“{nama}” memuat makro, yang tidak dijalankan dan tidak disimpan program ini.",
        "Simpan sebagai Buku Kerja Excel tanpa makro (.xlsx), lalu pilih berkas itu.",
    ),
    "tata_letak_terlalu_besar": (
        "“{nama}” terlalu besar untuk sebuah tata letak (paling besar {batas} MB).",
        "Hapus gambar dan lembar yang tidak diperlukan, lalu coba lagi.",
    ),
    "tata_letak_rusak": (
        "“{nama}” rusak di dalamnya sehingga tidak dapat diisi.",
        "Buka dan simpan ulang di Excel, lalu pilih berkas itu lagi.",
    ),
    "tata_letak_baris_terhalang": (
        "“{nama}”: baris {alamat} harus diulang, tetapi lembarnya memuat {apa} yang tidak dapat digeser.",
        "Pindahkan bagian itu ke lembar lain atau ubah menjadi sel biasa, simpan, lalu pilih berkas itu lagi.",
    ),
    "tata_letak_tanpa_isian": (
        "“{nama}” tidak meminta apa pun: tidak ada sel berisi {{{{nama_isian}}}} dan tidak ada sel bernama isian.",
        "Tulis isian dari daftar isian (Alt+D) pada sel yang harus diisi, simpan, lalu pilih berkas itu lagi.",
    ),
    "tata_letak_tidak_ditemukan": (
        "Tata letak ini sudah tidak dipakai.",
        "Muat ulang daftar untuk melihat keadaannya sekarang.",
    ),
    "nama_tata_letak": (
        "Nama tata letak harus diisi, paling panjang {batas} huruf.",
        "Beri nama yang dikenali, misalnya Laporan bulanan Kepala Dinas.",
    ),
    "paket_terputus": (
        "Paket belum tersimpan: folder “{folder}” tidak dapat ditulisi lagi (flash disk dicabut?).",
        "Pasang kembali flash disknya atau pilih folder lain, lalu kirim lagi. Tidak ada berkas setengah jadi.",
    ),
}
