"""The same for attachments, missing papers, the queue, and the lists of applications."""

FRONT_DESK_ERRORS: dict[str, tuple[str, str]] = {
    "antrean_berubah": (
        "Nomor ini baru saja berubah di loket lain.",
        "Daftar sudah dimuat ulang; lihat keadaannya sekarang.",
    ),
    "antrean_hari_lain": (
        "Nomor ini bukan nomor hari ini.",
        "Berikan nomor baru.",
    ),
    "antrean_masih_memanggil": (
        "Nomor {nomor} masih di loket Anda.",
        "Layani, tandai tidak hadir, atau selesaikan dahulu nomor itu.",
    ),
    "antrean_tidak_dipakai": (
        "Kantor ini tidak memakai nomor antrean.",
        "Administrator dapat memakainya di Pengaturan › Meja depan.",
    ),
    "berkas_tidak_kurang": (
        "Berkas permohonan {nomor} sudah lengkap.",
        "Tidak ada kekurangan yang perlu disurati. Cetak tanda terimanya.",
    ),
    "belum_ada_surat": (
        "Permohonan {nomor} belum mempunyai surat yang dapat dikirim.",
        "Slip ekspedisi dibuat setelah suratnya terbit.",
    ),
    "daftar_terlalu_panjang": (
        "Daftar ini berisi {jumlah} permohonan; satu lembar Excel memuat paling banyak {batas}.",
        "Persempit daftarnya, misalnya per tahun, lalu ekspor satu per satu.",
    ),
    "ekspor_terhenti": (
        "Pembuatan berkas Excel terhenti sebelum selesai.",
        "Coba lagi; bila berulang, tutup program lain yang memakai banyak memori atau persempit daftarnya.",
    ),
    "folder_pindai_hilang": (
        "Folder pemindai {folder} tidak dapat dibaca.",
        "Periksa kabel jaringan atau pilih folder lain di Pengaturan › Lampiran & pemindai.",
    ),
    "lajur_tidak_dikenal": (
        "Antrean {huruf} tidak ada lagi di kantor ini.",
        "Muat ulang (F5), lalu pilih antrean yang ada.",
    ),
    "lampiran_arsip": (
        "“{nama}” berisi berkas yang dimampatkan (ZIP, RAR), sehingga ditolak.",
        "Buka dahulu berkas itu, lalu lampirkan foto atau PDF di dalamnya satu per satu.",
    ),
    "lampiran_bukan_gambar": (
        "“{nama}” bukan gambar dan bukan PDF.",
        "Lampirkan foto atau hasil pindai (JPG, PNG, TIFF, BMP, WebP) atau PDF.",
    ),
    "lampiran_folder": (
        "“{nama}” adalah folder.",
        "Buka foldernya, lalu pilih berkas yang akan dilampirkan.",
    ),
    "lampiran_gambar_raksasa": (
        "Gambar “{nama}” terlalu besar untuk dibuka dengan aman ({lebar} × {tinggi} titik).",
        "Pindai ulang pada 150–300 dpi, atau foto ulang dengan ukuran biasa.",
    ),
    "lampiran_heic": (
        "“{nama}” adalah foto berformat HEIC (iPhone) yang tidak dapat dibuka di sini.",
        "Kirim ulang fotonya sebagai JPG: di iPhone pilih Pengaturan › Kamera › Format › Paling Kompatibel.",
    ),
    "lampiran_hilang": (
        "“{nama}” tidak dapat dibaca: berkasnya sudah tidak ada, atau flash disk-nya dicabut.",
        "Pasang kembali flash disk-nya, lalu lampirkan sekali lagi. Lampiran yang sudah ada tidak berubah.",
    ),
    "lampiran_kamera_tidak_ada": (
        "Kamera tidak dapat dipakai di komputer ini.",
        "Periksa kabel kamera dan tutup program lain yang sedang memakainya.",
    ),
    "lampiran_kosong": (
        "“{nama}” kosong (0 bita).",
        "Pindai atau salin ulang berkasnya.",
    ),
    "lampiran_office": (
        "“{nama}” adalah dokumen Word atau Excel.",
        "Simpan dahulu sebagai PDF dari Word atau Excel, lalu lampirkan PDF itu.",
    ),
    "lampiran_pdf_bersandi": (
        "PDF “{nama}” dikunci dengan kata sandi.",
        "Simpan ulang tanpa kata sandi, atau cetak lalu pindai.",
    ),
    "lampiran_program": (
        "“{nama}” adalah program, bukan gambar atau PDF, sehingga ditolak.",
        "Jangan buka berkas itu; beri tahu administrator dari mana asalnya.",
    ),
    "lampiran_rusak": (
        "“{nama}” rusak atau terpotong sehingga tidak dapat dibuka.",
        "Pindai, foto, atau salin ulang, lalu lampirkan sekali lagi.",
    ),
    "lampiran_terkunci": (
        "“{nama}” sedang dipakai program lain atau tidak boleh dibaca.",
        "Tutup program yang membukanya, lalu lampirkan sekali lagi.",
    ),
    "lampiran_terlalu_banyak_halaman": (
        "“{nama}” lebih dari {batas} halaman.",
        "Lampirkan halaman yang diperlukan saja, atau bagi menjadi beberapa berkas.",
    ),
    "lampiran_terlalu_besar": (
        "“{nama}” terlalu besar ({besar} MB; paling besar {batas} MB).",
        "Pindai ulang pada 150–200 dpi, atau bagi menjadi beberapa berkas.",
    ),
    "lampiran_tidak_ditemukan": (
        "Lampiran ini sudah tidak ada.",
        "Muat ulang layar ini (F5).",
    ),
    "lampiran_video": (
        "“{nama}” adalah video atau rekaman suara, yang tidak disimpan di sini.",
        "Lampirkan foto, atau cuplikan gambar dari video itu.",
    ),
    "nama_saringan_dipakai": (
        "Sudah ada saringan bernama “{nama}”.",
        "Pilih nama lain, atau ganti isi saringan itu dengan saringan ini.",
    ),
    "nama_saringan_kosong": ("Saringan ini belum diberi nama.", "Ketik nama yang singkat."),
    "nama_saringan_panjang": (
        "Nama saringan ini terlalu panjang ({jumlah} huruf).",
        "Paling banyak {batas} huruf.",
    ),
    "saringan_tidak_ditemukan": (
        "Saringan ini sudah tidak ada.",
        "Barangkali sudah dihapus; lihat daftar saringan.",
    ),
    "pengaduan_berubah": (
        "Pengaduan ini baru saja diubah orang lain.",
        "Yang terbaru sudah ditampilkan; periksa, lalu ulangi bila masih perlu.",
    ),
    "pengaduan_tidak_ditemukan": (
        "Pengaduan ini tidak ada atau bukan bagian Anda.",
        "Muat ulang daftar (F5).",
    ),
    "tidak_menunggu_berkas": (
        "Permohonan {nomor} tidak lagi menunggu berkas.",
        "Buka permohonannya untuk melihat keadaannya sekarang.",
    ),
}
