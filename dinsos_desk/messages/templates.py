"""What the checker of Word templates says, and what may go wrong with their versions."""

TEMPLATE_FAULTS: dict[str, str] = {
    # the file
    "templat_berkas_kunci_word": "“{nama}” hanya penanda bahwa Word sedang membuka berkasnya, bukan templatnya. "
    "Tutup Word, lalu pilih berkas tanpa “~$” di depan namanya.",
    "templat_berkas_kosong": "“{nama}” kosong (0 bita). Simpan ulang dari Word, lalu pilih lagi.",
    "templat_lebih_besar": "“{nama}” lebih besar dari {batas}. Kecilkan gambar di dalamnya "
    "(Word: Format Gambar › Kompres Gambar), lalu simpan ulang.",
    "templat_bersandi": "“{nama}” dikunci dengan kata sandi. Buka di Word, hapus kata sandinya "
    "(Berkas › Info › Lindungi Dokumen), simpan, lalu pilih lagi.",
    "templat_word_lama": "“{nama}” berbentuk Word lama (.doc). Buka di Word, pilih Simpan Sebagai › "
    "Dokumen Word (.docx), lalu pilih berkas baru itu.",
    "templat_bukan_word": "“{nama}” bukan dokumen Word{jenis}. Pilih berkas .docx yang dibuat atau disimpan Word.",
    "templat_bom_zip": "“{nama}” berisi jauh lebih banyak daripada sebuah surat bila dibuka; berkas seperti ini "
    "tidak dibuka demi keamanan. Buat ulang templatnya dari salinan bawaan.",
    "templat_zip_rusak": "“{nama}” rusak atau terpotong, mungkin karena penyalinan belum selesai. "
    "Salin ulang dari asalnya, atau simpan ulang dari Word.",
    "templat_xml_rusak": "Isi “{nama}” rusak pada bagian {bagian}. Buka di Word, izinkan Word memperbaikinya, "
    "simpan dengan nama lain, lalu pilih berkas itu.",
    "templat_bermakro": "“{nama}” memuat makro (program kecil). Simpan sebagai Dokumen Word (.docx) biasa; "
    "makro tidak boleh ikut dalam surat.",
    "templat_dotx": "“{nama}” adalah templat Word (.dotx). Buka di Word, pilih Simpan Sebagai › "
    "Dokumen Word (.docx).",
    "templat_terlalu_panjang": "Dokumen ini lebih dari {batas} paragraf; itu bukan templat surat. "
    "Pisahkan bagian yang dipakai ke berkas tersendiri.",
    "templat_tautan_luar": "Dokumen mengambil sesuatu dari luar berkas ({tujuan}). Di komputer lain isinya hilang: "
    "sisipkan langsung ke dalam dokumen (Word: Berkas › Info › Edit Tautan ke Berkas › Putuskan).",
    "templat_tautan_berkas": "Ada tautan ke berkas di komputer seseorang ({tujuan}). Penerima surat tidak dapat "
    "membukanya: hapus tautannya (klik kanan › Hapus Hyperlink).",
    "templat_gambar_hilang": "Gambar “{gambar}” tidak ada di dalam berkas. Hapus bingkai gambarnya di Word, "
    "lalu sisipkan gambarnya lagi.",
    "templat_gambar_asing": "Teks alternatif gambar [[{penanda}]] tidak dikenal; gambarnya akan kosong.{mirip} "
    "Yang tersedia: [[lambang]] dan [[qr]].",
    "templat_objek_tertanam": "Dokumen memuat berkas lain di dalamnya (objek atau lembar Excel). Tempelkan isinya "
    "sebagai teks, tabel, atau gambar.",
    "templat_komentar": "Di sini masih ada komentar Word. Komentar ikut pada setiap surat; hapus di Word "
    "(Tinjau › Hapus Semua Komentar).",
    "templat_dilindungi": "Dokumen dilindungi dari pengeditan; surat yang dibuat darinya juga tidak dapat "
    "diubah di Word. Hentikan perlindungannya (Tinjau › Batasi Pengeditan › Hentikan Proteksi).",
    "templat_lacak_menyala": "Pelacakan perubahan masih menyala. Matikan di Word (Tinjau › Lacak Perubahan).",
    "templat_perubahan_terlacak": "Masih ada {jumlah} perubahan yang dilacak dan belum diterima, yang pertama "
    "{pertama}; coretannya ikut tercetak. Di Word: Tinjau › Terima › Terima Semua Perubahan.",
    "templat_bidang_word": "Ada bidang Word “{bidang}” yang mengambil isi sendiri saat dibuka. Hapus bidangnya; "
    "pakai isian {{{{ … }}}} dari daftar isian.",
    "templat_tanpa_isi": "Dokumen ini kosong: tidak ada tulisan maupun gambar. Mulai dari salinan bawaan "
    "(Buka di Word…).",
    "templat_tanpa_isian": "Tidak ada satu pun isian {{{{ … }}}}: setiap surat akan sama isinya. Salin "
    "isian dari daftar isian (Alt+D).",
    "templat_huruf_tidak_ada": "Huruf “{huruf}” tidak ada di komputer ini dan bukan bawaan Windows; Word menggantinya, "
    "biasanya dengan {ganti}. Ganti hurufnya di Word, atau pasang huruf itu di setiap komputer.",
    # braces and quotes
    "templat_kurung_tak_tertutup": "“{tulisan}” dibuka tetapi tidak ditutup. Akhiri isian dengan }}}} dan perintah "
    "dengan %}}.",
    "templat_kurung_tak_terbuka": "Ada penutup kurung kurawal tanpa pembuka di “{tulisan}”. Mulai isian dengan {{{{ "
    "atau perintah dengan {{%.",
    "templat_kurung_tunggal": "“{tulisan}” tidak terbaca sebagai isian dan akan tercetak apa adanya. Tulis dua kurung "
    "kurawal rapat tanpa spasi di antaranya: {{{{ nama_isian }}}}.",
    "templat_kurung_tepi": "Ada satu kurung kurawal di tepi “{tulisan}” yang akan menyatu dengan isian di sebelahnya. "
    "Hapus, atau lengkapi menjadi {{{{ nama_isian }}}}.",
    "templat_kurung_tiga": "Ada tiga kurung kurawal di “{tulisan}”. Tulis dua saja: {{{{ nama_isian }}}}.",
    "templat_isian_dua_paragraf": "“{tulisan}” terbelah dua paragraf oleh Enter. Tulis ulang dalam satu paragraf.",
    "templat_isian_terpotong": "“{tulisan}” terpotong oleh {oleh} di tengahnya. {cara}.",
    "templat_isian_kosong": "“{tulisan}” kosong. Isi dengan nama isian, atau hapus.",
    "templat_kutip_keriting": "Tanda kutip {huruf} di dalam “{tulisan}” adalah tanda kutip keriting dari Word. Program "
    "membacanya sebagai kutip lurus; lebih aman diketik lurus (Ctrl+Z setelah mengetiknya di Word).",
    "templat_kutip_asing": "Tanda kutip {huruf} di dalam “{tulisan}” tidak dapat dibaca. Ketik kutip lurus ' atau \".",
    "templat_kutip_ganjil": "Tanda kutip {huruf} di dalam “{tulisan}” tidak berpasangan. Ketik pasangannya, "
    "atau hapus tanda itu.",
    "templat_garis_panjang": "Tanda {huruf} di dalam “{tulisan}” adalah garis panjang dari Word. Ketik tanda minus biasa (-).",
    "templat_tanda_kurung_kurang": "Tanda kurung {huruf} di dalam “{tulisan}” tidak berpasangan. Ketik pasangannya, "
    "atau hapus yang lebih.",
    "templat_isian_berspasi": "Nama di dalam “{tulisan}” terpisah spasi. Nama isian ditulis dengan garis bawah, "
    "misalnya nama_singkat.",
    "templat_perintah_salah_tulis": "“{tulisan}” tidak dapat dibaca. Salin contohnya dari daftar isian.",
    "templat_alat_tidak_dikenal": "“{alat}” di dalam “{tulisan}” tidak dikenal.{mirip} Cara menulisnya ada di daftar isian "
    "(Alt+D).",
    # commands
    "templat_perintah_tidak_dikenal": "Perintah “{perintah}” di dalam “{tulisan}” tidak dikenal.{mirip} Cara menulisnya "
    "ada di daftar isian (Alt+D).",
    "templat_perintah_dilarang": "Perintah “{perintah}” tidak boleh dipakai di templat surat. Hapus “{tulisan}”.",
    "templat_for_tanpa_endfor": "Perulangan “{tulisan}” tidak diakhiri. Tambahkan {akhir} di belakang bagian yang diulang.",
    "templat_if_tanpa_endif": "“{tulisan}” tidak diakhiri. Tambahkan {akhir} di belakang bagiannya.",
    "templat_akhir_tanpa_awal": "“{tulisan}” tidak mempunyai awal. Tambahkan awalnya di depan, atau hapus akhir ini.",
    "templat_pasangan_bersilang": "“{tulisan}” menutup bagian di luar “{terbuka}” ({tempat_awal}) yang masih terbuka. "
    "Tutup dahulu bagian yang di dalam.",
    "templat_pasangan_beda_jenis": "“{tulisan}” menutup “{awal}” ({tempat_awal}) tetapi jenisnya lain. Awal dan akhir "
    "harus sama-sama dimulai dengan {seharusnya}.",
    "templat_pasangan_beda_tempat": "“{tulisan}” menutup “{awal}” ({tempat_awal}) yang berada di sel atau tabel lain. "
    "Letakkan awal dan akhir di tempat yang sama.",
    "templat_tr_di_luar_tabel": "“{tulisan}” mengulang baris tabel, tetapi tidak berada di dalam tabel. Pindahkan ke baris "
    "tabelnya, atau pakai {{%p … %}}.",
    "templat_tc_di_luar_tabel": "“{tulisan}” mengulang sel tabel, tetapi tidak berada di dalam tabel. Pindahkan ke sel "
    "tabelnya, atau hapus.",
    "templat_tr_dua_sebaris": "Ada dua perintah {{%tr … %}} dalam satu baris tabel (“{tulisan}”). Letakkan masing-masing pada "
    "baris tersendiri; baris di antaranya yang diulang.",
    "templat_tc_dua_sesel": "Ada dua perintah {{%tc … %}} dalam satu sel (“{tulisan}”). Letakkan masing-masing di sel tersendiri.",
    "templat_p_dua_sebaris": "Ada dua perintah {{%p … %}} dalam satu paragraf (“{tulisan}”). Letakkan masing-masing pada "
    "paragraf tersendiri.",
    "templat_tr_teks_hilang": "Baris tabel dengan “{tulisan}” hilang dari surat, termasuk tulisan “{hilang}” di dalamnya. "
    "Pindahkan tulisan itu ke baris lain.",
    "templat_p_teks_hilang": "Paragraf dengan “{tulisan}” hilang dari surat, termasuk tulisan “{hilang}” di dalamnya. "
    "Pindahkan tulisan itu ke paragraf lain.",
    "templat_huruf_besar": "“{kata}” di dalam “{tulisan}” ditulis dengan huruf besar, biasanya oleh koreksi otomatis "
    "Word. Tulis “{kecil}” (Ctrl+Z segera setelah Word mengubahnya).",
    "templat_kontrol_terikat": "“{tulisan}” berada di dalam kontrol isi Word yang terikat pada data dokumen; Word menimpanya "
    "saat surat dibuka. Klik kanan kontrolnya, pilih Hapus Kontrol Konten.",
    "templat_kontrol_isi": "“{tulisan}” berada di dalam kontrol isi Word; bingkai dan kuncinya ikut pada setiap surat. "
    "Klik kanan kontrolnya, pilih Hapus Kontrol Konten.",
    # fields and blocks
    "templat_isian_tidak_dikenal": "Isian “{isian}” tidak dikenal.{mirip} Lihat daftar isian (Alt+D).",
    "templat_isian_belum_ada": "Isian “{isian}” belum ada pada layanan ini.{mirip} Perbaiki namanya di Word, atau tambahkan "
    "isiannya pada layanan ini sebelum diterbitkan.",
    "templat_isian_baris_tidak_dikenal": "“{isian}” tidak ada pada baris daftar “{daftar}”.{mirip} Lihat daftar isian "
    "(Alt+D).",
    "templat_isian_bukan_layanan": "Isian “{isian}” tidak ada pada layanan {layanan} yang juga memakai templat ini. "
    "Pakai templat lain untuk layanan itu, atau tulis {{%p if {isian} is defined %}} di depannya.",
    "templat_isian_milik_lain": "Isian “{isian}” hanya ada pada layanan {lain}, bukan pada {layanan}; suratnya tidak akan "
    "dapat dibuat. Hapus isian itu, atau pilih yang ada di daftar isian (Alt+D).",
    "templat_isian_kelompok": "“{isian}” adalah kelompok isian, bukan satu tulisan. Tulis salah satu isinya, misalnya "
    "{{{{ {misalnya} }}}}.",
    "templat_isian_daftar": "“{isian}” adalah daftar. Ulangi barisnya dengan {{%p for b in {isian} %}} … {{%p endfor %}}; "
    "contohnya ada di daftar isian (Alt+D).",
    "templat_loop_di_luar": "“{tulisan}” hanya ada di dalam perulangan for. Pindahkan ke antara for dan endfor, "
    "atau hapus.",
    "templat_bagian_tidak_ada": "Bagian [[{penanda}]] tidak ada.{mirip} Perbaiki namanya, atau hapus; bagian yang ada "
    "tercantum di daftar isian (Alt+D).",
    "templat_bagian_tidak_sendiri": "[[{penanda}]] harus berdiri sendiri dalam satu paragraf; di sini tercetak apa adanya.",
    "templat_penanda_hilang": "Penanda [[{penanda}]] dari templat bawaan tidak ada lagi; tanpa penanda itu tabelnya "
    "kosong. Ketik lagi [[{penanda}]] di sel tabelnya, atau salin tabelnya dari templat bawaan.",
    "templat_masih_terbuka": "“{nama}” masih terbuka di Word. Yang dimasukkan adalah isi yang terakhir disimpan; "
    "simpan dahulu di Word bila baru diubah.",
    "templat_isian_berlainan": "Isian di templat ini milik layanan yang berlainan: tidak ada satu layanan pun yang "
    "mempunyai semuanya. Pecah menjadi templat tersendiri untuk setiap layanan.",
    "templat_gagal_diisi": "Templat tidak dapat diisi dengan data contoh: {sebab}. Kembalikan bagian yang "
    "terakhir diubah, lalu periksa ulang.",
}

TEMPLATE_ERRORS: dict[str, tuple[str, str]] = {
    "templat_belum_layak": (
        "Templat “{nama}” belum dapat dipakai: {jumlah} hal harus diperbaiki.",
        "Perbaiki di Word menurut daftarnya, simpan, lalu masukkan lagi. Templat yang sekarang tetap dipakai.",
    ),
    "templat_terkunci": (
        "“{nama}” sedang dikunci program lain, biasanya Word.",
        "Simpan dan tutup berkasnya di Word, lalu masukkan lagi.",
    ),
    "templat_versi_tidak_ditemukan": (
        "Versi templat ini tidak ditemukan.",
        "Muat ulang daftarnya (F5).",
    ),
    "templat_masih_dipakai": (
        "Templat “{nama}” masih dipakai {layanan}.",
        "Pilih templat lain pada layanan itu terlebih dahulu.",
    ),
    "templat_tanpa_contoh": (
        "Untuk templat “{nama}” tidak ada data contoh.",
        "Masukkan templatnya, lalu lihat hasilnya pada cetakan berikutnya; versi lama tetap tersimpan.",
    ),
    "templat_pdf_gagal": (
        "PDF tidak dapat dibuat: Word atau LibreOffice tidak menjawab.",
        "Tutup jendela Word yang bertanya sesuatu, lalu coba lagi; atau buka contohnya di Word.",
    ),
    "templat_isian_campuran": (
        "Tidak ada layanan yang mempunyai semua isian templat “{nama}”.",
        "Pecah menjadi templat tersendiri untuk setiap layanan.",
    ),
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
    "templat_sudah_ada": (
        "Templat “{nama}” sudah ada.",
        "Ganti templat yang lama, atau beri nama lain pada berkasnya.",
    ),
    "templat_terlalu_besar": (
        "Berkas templat terlalu besar (paling besar {batas}).",
        "Perkecil gambar di dalamnya, lalu coba lagi.",
    ),
    "templat_tidak_cocok": (
        "Templat “{nama}” dipakai layanan “{layanan}” yang sedang berlaku atau permohonannya yang masih berjalan, "
        "tetapi berkas ini meminta isian “{data}” yang tidak ada di sana.",
        "Beri nama lain pada berkasnya, lalu pilih templat itu pada konsep layanan; permohonan yang sudah diterima "
        "tetap memakai templat lama.",
    ),
}
