"""What may be wrong with the numbers of letters and their sequences."""

NUMBER_FAULTS: dict[str, str] = {
    "buku_nomor_ditutup": "Urutan nomor tahun {tahun} sudah ditutup. Surat bertanggal {tahun} diberi nomor sisipan, atau isi nomor urutnya bila surat itu memang sudah bernomor.",
    "cadangan_sudah_diberikan": "Nomor {nomor} sudah diberikan kepada sebuah surat. Pilih nomor lain.",
    "cadangan_sudah_lewat": "Tanggal akhir cadangan sudah lewat.",
    "cadangan_terbalik": "Nomor terakhir tidak boleh lebih kecil daripada nomor pertama.",
    "cadangan_terlalu_banyak": "Paling banyak {batas} nomor dapat dicadangkan sekaligus.",
    "cadangan_terlewati": "Urutan sudah sampai nomor {nomor}. Cadangkan nomor sesudahnya.",
    "cadangan_tumpang_tindih": "Sebagian nomor ini sudah masuk cadangan {dari}–{sampai}.",
    "nomor_dicadangkan": "Nomor {nomor} dicadangkan untuk {unit}. Pilih baris cadangan itu di agenda, lalu tekan Enter.",
    "nomor_di_luar_cadangan": "Cadangan ini hanya memuat nomor {dari} sampai {sampai}.",
    "nomor_lain_tahun": "Tanggalnya harus tetap dalam tahun {tahun}. Bila tahunnya salah, batalkan nomor ini lalu catat yang baru.",
    "nomor_melompat": "Nomor {dari} sampai {sampai} belum tercatat: disediakan atau dilewati?",
    "nomor_sudah_dipakai": "Nomor {nomor} sudah tercatat pada surat lain.",
    "nomor_tanggal_depan": "Tanggal surat tidak boleh sesudah hari ini.",
    "nomor_tanggal_mundur": "Nomor terakhir, {nomor}, bertanggal {tanggal}. Surat bertanggal lebih awal diberi nomor sisipan (Ctrl+I).",
    "nomor_tidak_dapat_disediakan": "Urutan tahun {tahun} sudah ditutup; nomor di antaranya hanya dapat dilewati, dengan alasan.",
    "nomor_urut_perlu": "Isi juga nomor urut surat itu. {nomor}",
    "nomor_urut_salah": "Nomor urut harus antara 1 dan {batas}.",
    "nomor_urut_terpakai": "Nomor urut {nomor} sudah terpakai. Lihat di agenda surat mana yang memakainya.",
    "nomor_urut_tidak_sesuai": "Menurut polanya nomor ini bernomor urut {nomor}, sedangkan yang diisi {urut}.",
    "permohonan_tidak_menunggu_nomor": "Permohonan {nomor} tidak sedang menunggu nomor dari urutan ini.",
    "pola_nomor_sama": "Urutan “{nama}” menulis nomor yang sama. Bedakan polanya agar tidak ada nomor kembar.",
    "pola_nomor_tanpa_klasifikasi": "Nomor yang dihitung per klasifikasi harus memuat {{klasifikasi}} agar tidak terulang.",
    "sisipan_habis": "Terlalu banyak nomor sisipan pada satu nomor.",
    "sisipan_tanpa_awal": "Pada atau sebelum tanggal itu belum ada nomor yang dapat diikuti. Isi nomor urutnya melalui “Catat surat luar”.",
    "sisipan_tidak_perlu": "Belum ada nomor sesudah {nomor}, sehingga tidak perlu disisipkan. Pakai nomor berikutnya.",
    "tanda_terima_tidak_ada": "Tidak ada permohonan dengan tanda terima {nomor}.",
    "urutan_nomor_jenis_ganda": "“{jenis}” sudah dihitung oleh urutan “{nama}”.",
    "urutan_nomor_kosong": "Pilih sedikitnya satu jenis dokumen yang dihitung urutan ini.",
    "urutan_nomor_sudah_ada": "Urutan bernama “{nama}” sudah ada.",
}

NUMBER_ERRORS: dict[str, tuple[str, str]] = {
    "cadangan_berakhir": (
        "Cadangan nomor ini sudah berakhir.",
        "Muat ulang agenda (F5), lalu catat suratnya dengan nomor berikutnya.",
    ),
    "cadangan_habis": (
        "Semua nomor dalam cadangan ini sudah terpakai.",
        "Buat cadangan baru, atau pakai nomor berikutnya.",
    ),
    "nomor_dari_program": (
        "Surat ini dibuat di dalam program, jadi isinya tidak diperbaiki di agenda.",
        "Buka permohonannya untuk mengembalikan atau memperbaiki suratnya.",
    ),
    "nomor_masih_dipakai": (
        "Nomor ini masih dipakai surat yang sedang diproses.",
        "Kembalikan dahulu permohonannya sampai tahap penomoran atau sebelumnya, atau batalkan permohonannya.",
    ),
    "nomor_sudah_dibatalkan": (
        "Nomor ini sudah dibatalkan.",
        "Muat ulang agenda (F5) untuk melihat keadaan terakhir.",
    ),
    "nomor_tidak_ditemukan": (
        "Nomor itu tidak ditemukan.",
        "Muat ulang agenda (F5), lalu pilih lagi.",
    ),
    "urutan_nomor_berubah": (
        "Cadangan ini dibuat untuk urutan nomor yang sudah diubah.",
        "Akhiri cadangan itu, lalu buat cadangan baru.",
    ),
    "urutan_nomor_terpakai": (
        "Urutan ini tidak dapat dihapus karena sudah memberi {jumlah} nomor.",
        "Hapus saja centang jenis dokumennya, atau biarkan.",
    ),
}
