"""All Indonesian sentences for what may go wrong: the core names a code, the words stand here.

``FAULTS`` stand at a field or row; ``REMEDIES`` say what to do about those of a service; ``ERRORS`` have a
sentence that says what is wrong and one that says what to do. Placeholders are the values of the code. A value never holds personal data that was not just
typed by the same person.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError, EnvironmentProblem

FAULTS: dict[str, str] = {
    "tabel_baris_kurang": "Isi sedikitnya {batas} {satuan}; baru ada {jumlah}.",
    "tabel_baris_lebih": "Paling banyak {batas} {satuan}; ada {jumlah}. Bagilah menjadi beberapa permohonan.",
    "tabel_kolom_lebih": "Baris {baris}: sel yang terisi lebih dari {kolom} kolom. Periksa tempelan dari Excel.",
    "tabel_sel_salah": "Baris {baris}, kolom {kolom}: {sebab}",
    "jam_kosong": "Isi jam layanan sedikitnya satu hari.",
    "tanggal_sebelum_diterima": "Tanggal ini mendahului hari permohonan diterima.",
    "tandai_berkas": "Tandai sedikitnya satu berkas yang harus dilengkapi.",
    "sandi_sekarang_salah": "Kata sandi sekarang tidak cocok.",
    "ramadan_tidak_lengkap": "Isi hari pertama dan hari terakhir Ramadan {tahun}, atau kosongkan keduanya.",
    "istirahat_di_luar_jam": "Istirahat harus berada di antara jam buka dan jam tutup.",
    "istirahat_tidak_lengkap": "Isi awal dan akhir istirahat, atau kosongkan keduanya.",
    "jam_terbalik": "Jam tutup harus setelah jam buka.",
    "jam_tidak_lengkap": "Isi jam buka dan jam tutup, atau kosongkan keduanya bila tutup.",
    "jam_salah": "“{nilai}” bukan jam. Ketik misalnya 07.30.",
    "sandi_tidak_sama": "Kedua kata sandi tidak sama. Ketik sekali lagi.",
    "lembaga_sudah_ada": "Lembaga bernama {nama} sudah tercatat. Buka data lembaga tersebut.",
    "nik_milik_orang_lain": "NIK ini sudah tercatat atas nama {nama}. Periksa kembali pada kartu, atau buka data orang tersebut.",
    "admin_pertama": "Pengguna pertama harus juga Administrator.",
    "alasan_wajib": "Tulis alasannya.",
    "angka_di_luar_batas": "Angkanya harus antara {minimum} dan {maksimum}.",
    "angka_salah": "“{nilai}” bukan angka bulat.",
    "aturan_tidak_terpenuhi": "Tidak memenuhi: {aturan}",
    "bentuk_salah": "Bentuknya belum benar: {petunjuk}.",
    "berkas_tidak_dikenal": "Berkas yang ditandai tidak ada dalam daftar persyaratan.",
    "bpjs_bukan_angka": "Nomor kartu BPJS hanya berisi angka; “{huruf}” bukan angka.",
    "bpjs_panjang": "Nomor kartu BPJS {panjang} angka, seharusnya {seharusnya}.",
    "jawab_ya_atau_tidak": "Jawab dengan ya atau tidak.",
    "jenis_kelamin_pihak": "Jenis kelamin tidak sesuai untuk {nama}.",
    "katalog_bukan_toml": "Berkas {berkas} tidak tersusun sebagai TOML yang benar: {rincian}.",
    "katalog_hasil_tidak_dibuat": "Berkas {berkas}: hasil layanan “{rujukan}” tidak dibuat pada tahap mana pun.",
    "katalog_isi_salah": "Berkas {berkas}: isi “{kunci}” tidak sesuai ({rincian}).",
    "katalog_kode_dua_kali": "Berkas {berkas}: kode “{rujukan}” pada “{kunci}” dipakai dua kali.",
    "katalog_kode_terpakai": "Berkas {berkas}: kode “{rujukan}” sudah dipakai oleh {lain}.",
    "katalog_kode_terpesan": "Berkas {berkas}: kode “{rujukan}” pada “{kunci}” dicadangkan untuk program; pakailah kode lain.",
    "katalog_kunci_asing": "Berkas {berkas}: kunci “{kunci}” tidak dikenal. Periksa ejaannya.",
    "katalog_kunci_kurang": "Berkas {berkas}: kunci “{kunci}” belum diisi.",
    "katalog_lebih_baru": "Berkas {berkas} dibuat untuk versi program yang lebih baru (skema {skema}; program ini mengenal sampai skema {dikenal}). Perbarui program terlebih dahulu.",
    "katalog_rujukan_tidak_ada": "Berkas {berkas}: “{kunci}” merujuk ke “{rujukan}” yang tidak ada.",
    "katalog_salah_folder": "Berkas {berkas}: kode kantor “{rujukan}” tidak sesuai dengan nama foldernya.",
    "katalog_tanpa_penomoran": "Berkas {berkas}: “{rujukan}” bernomor, tetapi alurnya tidak memiliki tahap penomoran.",
    "katalog_templat_tidak_ada": "Berkas {berkas}: templat “{rujukan}” tidak ditemukan.",
    "katalog_tidak_terbaca": "Berkas {berkas} tidak dapat dibaca. Pastikan berkasnya ada, tidak melebihi 1 MB, dan tidak sedang dikunci program lain.",
    "kertas_tidak_dikenal": "Pilih kertas A4 atau F4.",
    "kk_bukan_angka": "Nomor KK hanya berisi angka; “{huruf}” bukan angka.",
    "kk_panjang": "Nomor KK {panjang} angka, seharusnya {seharusnya}.",
    "kk_provinsi_tidak_dikenal": "Dua angka pertama nomor KK ({kode}) bukan kode provinsi. Periksa kembali pada kartu keluarga.",
    "kk_tanggal_tidak_wajar": "Nomor KK ini tidak lazim; mungkin yang diketik adalah NIK. Periksa kembali pada kartu keluarga.",
    "layanan_kosong": "Pilih sedikitnya satu layanan.",
    "margin_salah": "Margin harus antara 5 dan 60 milimeter.",
    "nama_masuk_salah": "Nama masuk paling banyak 40 huruf dan tanpa spasi.",
    "nama_masuk_terpakai": "Nama masuk “{nama}” sudah dipakai.",
    "nik_beda_jenis_kelamin": "Jenis kelamin menurut NIK {nik}, sedangkan yang diisi {isian}. Pastikan sesuai dengan kartu.",
    "nik_beda_tanggal": "Tanggal lahir menurut NIK {nik}, sedangkan yang diisi {isian}. Pastikan sesuai dengan kartu.",
    "nik_bukan_angka": "NIK hanya berisi angka; “{huruf}” bukan angka.",
    "nik_kecamatan_lama": "Kode kecamatan {kode} tidak ada dalam daftar wilayah saat ini; mungkin kode sebelum pemekaran. NIK tetap dapat dipakai.",
    "nik_panjang": "NIK {panjang} angka, seharusnya {seharusnya}.",
    "nik_provinsi_tidak_dikenal": "Dua angka pertama NIK ({kode}) bukan kode provinsi. Periksa kembali pada kartu.",
    "nik_tanggal_mustahil": "Angka ke-7 sampai ke-12 NIK ({hari}-{bulan}-{tahun}) bukan tanggal lahir yang mungkin. Periksa kembali pada kartu.",
    "nik_urut_nol": "Empat angka terakhir NIK tidak mungkin 0000. Periksa kembali pada kartu.",
    "nip_bukan_angka": "NIP hanya berisi angka; “{huruf}” bukan angka.",
    "nip_bukan_pola_pns": "Nomor ini tidak mengikuti pola NIP PNS. Untuk PPPK hal ini wajar; selain itu periksa kembali.",
    "nip_panjang": "NIP {panjang} angka, seharusnya {seharusnya}.",
    "nomor_bagian_kosong": "Bagian “{bagian}” dari nomor surat belum diisi. Lengkapi pada Pengaturan, lalu ulangi.",
    "nomor_sisipan_salah": "Tanda sisipan “{nilai}” tidak dapat dipakai. Gunakan satu atau dua huruf (a, b), atau titik diikuti angka (.1).",
    "npwp_bukan_angka": "NPWP hanya berisi angka; “{huruf}” bukan angka.",
    "npwp_panjang": "NPWP {panjang} angka, seharusnya {seharusnya}.",
    "orang_sama": "{nama} dan {lain} memakai NIK yang sama. Periksa apakah memang orang yang sama.",
    "pembawa_wajib": "Isi nama pembawa berkas.",
    "pengecualian_tidak_berwenang": "Pengecualian ini tidak dapat Anda berikan: {aturan}",
    "peran_kosong": "Pilih sedikitnya satu peran.",
    "pihak_wajib": "{nama} belum diisi.",
    "pilihan_tidak_dikenal": "“{nilai}” tidak ada dalam pilihan.",
    "pola_nomor_panjang": "Pola nomor {panjang} huruf, paling banyak {batas}.",
    "pola_nomor_salah": "Bagian “{bagian}” pada pola nomor tidak dikenal, tidak lengkap, atau berulang.",
    "pola_nomor_tanpa_tahun": "Nomor yang dimulai lagi setiap tahun harus memuat {{tahun}} atau {{tahun2}} agar tidak terulang.",
    "pola_nomor_tanpa_urut": "Pola nomor harus memuat {{urut}}.",
    "sandi_pendek": "Kata sandi terlalu pendek; gunakan sedikitnya {minimum} karakter.",
    "sandi_sama_dengan_nama": "Kata sandi tidak boleh sama dengan nama pengguna.",
    "sandi_terlalu_umum": "Kata sandi ini terlalu mudah ditebak. Pilih yang lain, misalnya tiga kata yang tidak berhubungan.",
    "tanggal_di_masa_depan": "Tanggal ini belum terjadi. Periksa tahunnya.",
    "tanggal_kertas_wajib": "Isi tanggal paraf atau tanda tangan di atas kertas.",
    "tanggal_salah": "“{nilai}” bukan tanggal. Ketik misalnya 21112026 atau 21/11/2026.",
    "tanggal_sudah_lewat": "Tanggal ini sudah lewat.",
    "tanggal_terbalik": "Tanggal akhir mendahului tanggal mulai.",
    "teks_terlalu_panjang": "Terlalu panjang: {panjang} huruf, paling banyak {batas}.",
    "teks_tidak_terbaca": "Ada huruf yang tidak dapat dibaca. Ketik ulang isian ini.",
    "telepon_awalan": "Nomor telepon harus diawali 08, kode wilayah (misalnya 021), atau +62.",
    "telepon_bukan_angka": "Nomor telepon hanya berisi angka; “{huruf}” bukan angka.",
    "telepon_panjang": "Nomor telepon {panjang} angka, seharusnya {seharusnya}.",
    "wajib_diisi": "{nama} wajib diisi.",
    "berkas_templat_salah": "Templat {berkas} tidak dapat dipakai: {sebab}.",
    "pejabat_tumpang_tindih": "Pada jabatan ini {nama} sudah tercatat sebagai pejabat {sebagai} {masa}. Isi dahulu tanggal akhirnya, atau ubah tanggal ini.",
    "jabatan_sudah_ada": "Jabatan “{nama}” sudah ada.",
    "layanan_alternatif_tunggal": "{tempat}: alternatifnya baru satu.",
    "layanan_alur_penerimaan_ganda": "Alur: tahap penerimaan hanya boleh satu, yaitu tahap pertama.",
    "layanan_alur_tanpa_penerimaan": "Alur: tahap pertama harus berjenis penerimaan.",
    "layanan_aturan_tidak_ada": "{tempat} dinilai dengan aturan {data} yang tidak ada.",
    "layanan_bagian_asing": "{tempat}: bagian “{nilai}” tidak dikenal program ini.",
    "layanan_belum_diisi": "{tempat}: {isian} belum diisi.",
    "layanan_bersyarat_tanpa_syarat": "{tempat}: sifat “bersyarat” dan syarat berlakunya harus ada bersama-sama.",
    "layanan_daftar_kurang": "{tempat}: {isian} harus berisi sedikitnya {batas}.",
    "layanan_daftar_lebih": "{tempat}: {isian} paling banyak berisi {batas}.",
    "layanan_data_pihak_asing": "{tempat} meminta data {data} yang tidak ada pada jenis pihak itu.",
    "layanan_data_tidak_ada": "{tempat} menilai {data} yang tidak ada pada layanan ini.",
    "layanan_hasil_tanpa_templat": "{tempat}: hasil berupa dokumen memerlukan templat surat; hanya pencatatan yang tanpa templat.",
    "layanan_hasil_tidak_ada": "{tempat} membuat hasil layanan {data} yang tidak ada.",
    "layanan_hasil_tidak_dibuat": "{tempat} tidak dibuat pada tahap alur mana pun.",
    "layanan_jabatan_kosong": "{tempat}: belum ada pejabat yang memegang jabatan {jabatan} hari ini.",
    "layanan_keadaan_tanpa_aturan": "{tempat}: sifat “keadaan” dan aturan yang menilainya harus ada bersama-sama.",
    "layanan_kode_dua_kali": "{tempat} bertabrakan dengan {lain}: keduanya memakai pengenal yang sama.",
    "layanan_kode_terpesan": "{tempat}: pengenal “{nilai}” dipakai program untuk keperluan lain.",
    "layanan_kolom_bersyarat": "{tempat}: kolom tabel tidak dapat diberi syarat.",
    "layanan_kolom_kode_dua_kali": "{tempat}: dua kolom tabel memakai pengenal yang sama.",
    "layanan_kolom_tanpa_data": "{tempat} mencetak {data} yang tidak ada pada layanan ini.",
    "layanan_langkah_tidak_ada": "{tempat} merujuk langkah prosedur nomor {nilai} yang tidak ada.",
    "layanan_lebih_baru": "Layanan ini dibuat untuk versi program yang lebih baru (susunan {skema}; program ini mengenal sampai {dikenal}).",
    "layanan_nama_sama": "{tempat}: layanan lain yang terbit bernama sama, yaitu “{nilai}”.",
    "layanan_nilai_harus_lebih": "{tempat}: {isian} harus lebih dari {batas}; tertulis {nilai}.",
    "layanan_nilai_terlalu_besar": "{tempat}: {isian} paling besar {batas}; tertulis {nilai}.",
    "layanan_nilai_terlalu_kecil": "{tempat}: {isian} paling kecil {batas}; tertulis {nilai}.",
    "layanan_nomor_tanpa_dokumen": "{tempat}: hanya hasil berupa dokumen yang dapat diberi nomor.",
    "layanan_pemohon_tidak_pasti": "Pihak yang menjadi pemohon harus selalu diisi: wajib, tanpa syarat, dan bukan salinan pihak lain.",
    "layanan_pihak_belum_ditunjuk": "Pihak: {isian} belum ditunjuk di antara pihak yang ada.",
    "layanan_peringatan_tanpa_bulan": "{tempat}: peringatan “sudah dibantu” memerlukan jangka waktu dalam bulan; peringatan lain tanpa jangka waktu.",
    "layanan_peringatan_bukan_orang": "{tempat}: pihak {data} tidak ada atau bukan orang, sehingga tidak memiliki riwayat.",
    "layanan_pihak_sama_tidak_ada": "{tempat}: pihak yang sama dengannya tidak ada di atasnya, atau jenisnya lain.",
    "layanan_pilihan_asing": "{tempat}: {isian} “{nilai}” tidak dikenal.",
    "layanan_pilihan_kode_dua_kali": "{tempat}: dua pilihan jawaban memakai pengenal yang sama.",
    "layanan_rujukan_tidak_ada": "{tempat}: {isian} merujuk {data} yang tidak ada.",
    "layanan_salah_bentuk": "{tempat}: {isian} “{nilai}” tidak dapat dipakai.",
    "layanan_salah_jenis": "{tempat}: {isian} harus berupa {jenis}.",
    "layanan_syarat_tanpa_data": "{tempat}: syaratnya belum menunjuk data yang dinilai.",
    "layanan_syarat_tanpa_data_ini": "{tempat}: syarat berlakunya menilai {data} yang tidak ada pada layanan ini.",
    "layanan_syarat_tanpa_uji": "{tempat}: syaratnya harus memuat tepat satu pembanding.",
    "layanan_tahap_kembali_ke_depan": "Alur: ada tahap yang mengembalikan permohonan ke tahap sesudahnya atau yang tidak ada.",
    "layanan_tahap_kode_dua_kali": "Alur: dua tahap memakai pengenal yang sama.",
    "layanan_tahap_tanpa_petugas": "{tempat}: belum ada pengguna aktif berperan {peran} yang dapat menanganinya.",
    "layanan_tahap_tanpa_setuju": "{tempat}: keputusan “setuju” harus ada di antara keputusannya.",
    "layanan_tanpa_penanda_tangan": "{tempat} bernomor, tetapi penanda tangannya belum dipilih.",
    "layanan_tanpa_penomoran": "{tempat} bernomor, tetapi alurnya tidak memiliki tahap penomoran.",
    "layanan_tanpa_persyaratan": "Layanan ini belum memiliki persyaratan.",
    "layanan_tawaran_nonaktif": "{tempat}: layanan “{nilai}” tidak diterima di loket ini.",
    "layanan_tawaran_tidak_ada": "{tempat}: layanan “{nilai}” tidak ada dalam katalog.",
    "layanan_templat_isian_asing": "{tempat}: templat “{nilai}” meminta isian “{data}” yang tidak ada pada layanan ini.{mirip}",
    "layanan_templat_rusak": "{tempat}: templat “{nilai}” tidak dapat dipakai: {sebab}.",
    "layanan_templat_tidak_ada": "{tempat}: templat “{nilai}” tidak ditemukan.",
    "layanan_terlalu_panjang": "{tempat}: {isian} terlalu panjang ({panjang} huruf, paling banyak {batas}).",
}

REMEDIES: dict[str, str] = {
    "layanan_alternatif_tunggal": "Tambahkan alternatif kedua, atau hapus yang ada.",
    "layanan_alur_penerimaan_ganda": "Ganti jenis tahap yang lain menjadi kerja atau paraf.",
    "layanan_alur_tanpa_penerimaan": "Jadikan tahap penerimaan sebagai tahap pertama.",
    "layanan_aturan_tidak_ada": "Pilih aturan yang ada, atau hapus aturan itu dari persyaratannya.",
    "layanan_bagian_asing": "Hapus bagian itu; mungkin salah eja atau berasal dari versi program yang lain.",
    "layanan_belum_diisi": "Isi {isian}.",
    "layanan_bersyarat_tanpa_syarat": "Tulis syarat berlakunya, atau ganti sifatnya.",
    "layanan_daftar_kurang": "Tambahkan {isian}.",
    "layanan_daftar_lebih": "Kurangi {isian}.",
    "layanan_data_pihak_asing": "Hapus data itu dari daftar data yang harus diketahui.",
    "layanan_data_tidak_ada": "Pilih data yang ada, atau hapus aturannya.",
    "layanan_hasil_tanpa_templat": "Pilih templatnya, atau ganti jenis hasilnya.",
    "layanan_hasil_tidak_ada": "Hapus hasil itu dari tahapnya, atau tambahkan kembali pada Hasil layanan.",
    "layanan_hasil_tidak_dibuat": "Buka bagian Alur, lalu tandai hasil ini pada tahap yang membuatnya.",
    "layanan_jabatan_kosong": "Isi pejabatnya di Pengaturan › Pejabat sebelum surat pertama dibuat.",
    "layanan_keadaan_tanpa_aturan": "Pilih aturan yang menilainya, atau ganti sifatnya.",
    "layanan_kode_dua_kali": "Hapus salah satunya, lalu tambahkan kembali.",
    "layanan_kode_terpesan": "Hapus bagian ini, lalu tambahkan kembali dengan nama lain.",
    "layanan_kolom_bersyarat": "Hapus syarat pada kolomnya.",
    "layanan_kolom_kode_dua_kali": "Hapus salah satu kolom, lalu tambahkan kembali.",
    "layanan_kolom_tanpa_data": "Pilih data yang ada, atau hapus kolomnya.",
    "layanan_langkah_tidak_ada": "Pilih kembali langkah prosedur pada tahap itu.",
    "layanan_lebih_baru": "Perbarui program terlebih dahulu.",
    "layanan_nama_sama": "Bedakan namanya agar petugas tidak keliru memilih.",
    "layanan_nilai_harus_lebih": "Ganti nilainya.",
    "layanan_nilai_terlalu_besar": "Ganti nilainya.",
    "layanan_nilai_terlalu_kecil": "Ganti nilainya.",
    "layanan_nomor_tanpa_dokumen": "Pilih templatnya, atau hapus tanda bernomor.",
    "layanan_pemohon_tidak_pasti": "Tunjuk pihak lain sebagai pemohon, atau jadikan pihak itu wajib tanpa syarat.",
    "layanan_pihak_belum_ditunjuk": "Pilih salah satu pihak.",
    "layanan_peringatan_tanpa_bulan": "Isi jumlah bulannya, atau ganti jenis peringatannya.",
    "layanan_peringatan_bukan_orang": "Pilih pihak berjenis orang, atau hapus peringatannya.",
    "layanan_pihak_sama_tidak_ada": "Pilih pihak di atasnya yang jenisnya sama, atau kosongkan.",
    "layanan_pilihan_asing": "Pilih salah satu dari daftar.",
    "layanan_pilihan_kode_dua_kali": "Hapus salah satu pilihan, lalu tambahkan kembali.",
    "layanan_rujukan_tidak_ada": "Pilih yang ada, atau hapus rujukannya.",
    "layanan_salah_bentuk": "Pilih atau ketik kembali.",
    "layanan_salah_jenis": "Isi kembali bagian itu.",
    "layanan_syarat_tanpa_data": "Pilih data yang dinilai, atau hapus syaratnya.",
    "layanan_syarat_tanpa_data_ini": "Pilih data yang ada, atau hapus syaratnya.",
    "layanan_syarat_tanpa_uji": "Pilih satu pembanding dan isi nilainya.",
    "layanan_tahap_kembali_ke_depan": "Pilih tahap sebelumnya sebagai tujuan pengembalian, atau kosongkan.",
    "layanan_tahap_kode_dua_kali": "Hapus salah satu tahap, lalu tambahkan kembali.",
    "layanan_tahap_tanpa_petugas": "Tambahkan pengguna dengan peran itu di Pengaturan › Pengguna, atau izinkan petugas mencatat keputusannya di atas kertas.",
    "layanan_tahap_tanpa_setuju": "Tandai keputusan “setuju”.",
    "layanan_tanpa_penanda_tangan": "Pilih jabatan yang menandatangani.",
    "layanan_tanpa_penomoran": "Tambahkan tahap penomoran pada Alur, atau hapus tanda bernomor.",
    "layanan_tanpa_persyaratan": "Tambahkan sedikitnya satu persyaratan agar pemohon tahu apa yang harus dibawa.",
    "layanan_tawaran_nonaktif": "Terbitkan layanan itu, atau hapus tawarannya.",
    "layanan_tawaran_tidak_ada": "Pilih layanan yang ada, atau hapus tawarannya.",
    "layanan_templat_isian_asing": "Perbaiki nama isian itu di templatnya, atau tambahkan isiannya pada layanan ini.",
    "layanan_templat_rusak": "Perbaiki templatnya di Word, atau pilih templat lain.",
    "layanan_templat_tidak_ada": "Pilih templat lain, atau tambahkan berkas Word-nya.",
    "layanan_terlalu_panjang": "Persingkat.",
}

ERRORS: dict[str, tuple[str, str]] = {
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
    "pengguna_tidak_ada": ("Pengguna {nama} tidak ditemukan.", "Muat ulang daftar pengguna (F5)."),
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
    "sandi_salah": ("Nama pengguna atau kata sandi salah.", "Periksa keduanya, lalu coba lagi."),
    "sudah_disiapkan": ("Folder ini sudah berisi data kantor.", "Masuk dengan nama dan kata sandi Anda."),
    "sudah_diubah_orang_lain": (
        "Permohonan ini baru saja diubah pengguna lain.",
        "Muat ulang, lalu putuskan kembali. Keputusan Anda belum tersimpan.",
    ),
    "sudah_terbuka": (
        "Dinsos Desk sudah terbuka untuk folder data {folder}.",
        "Gunakan jendela yang sudah terbuka, atau tutup dahulu sebelum membukanya lagi.",
    ),
    "surat_tidak_ditemukan": ("Surat itu tidak ditemukan.", "Muat ulang daftar (F5)."),
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
        "Perbaiki di Word, atau hapus templat buatan sendiri agar templat bawaan dipakai kembali.",
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


@dataclass(frozen=True)
class Message:
    """What a person reads: a short title, what is wrong, and what to do about it."""

    title: str
    text: str
    advice: str


def sentence(error: DeskError) -> Message:
    """The words for an error. A code without words still gives a sentence that can be passed on."""
    title = (
        "Ada halangan di komputer ini" if isinstance(error, EnvironmentProblem) else "Belum dapat dilakukan"
    )
    text, advice = ERRORS.get(
        error.code, (f"Program melaporkan kode {error.code}.", "Sampaikan kode ini kepada administrator.")
    )
    values = _said(error.values)
    return Message(title, _fill(text, values), _fill(advice, values))


def fault_sentence(fault: Fault) -> str:
    """The words for a fault at a field; a fault among its values is said in words too."""
    return _fill(FAULTS.get(fault.code, f"Isian ini belum benar (kode {fault.code})."), _said(fault.values))


def remedy(fault: Fault) -> str:
    """What to do about something that is wrong with a service; empty when the sentence says it."""
    return _fill(REMEDIES.get(fault.code, ""), _said(fault.values))


def _said(values: Mapping[str, object]) -> dict[str, object]:
    """Values with a fault among them said in words."""
    return {k: fault_sentence(v) if isinstance(v, Fault) else v for k, v in values.items()}


class _Known(dict[str, object]):
    """Values by name; a name without a value stays visible instead of failing."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _fill(template: str, values: Mapping[str, object]) -> str:
    return template.format_map(_Known(values))
