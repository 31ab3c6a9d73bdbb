"""What people of the sample office say and write, found by what a question is called."""

from typing import NamedTuple

from dinsos_desk.sample.people import CITIES

PERSON = "{orang}"
"""Stands for an invented name."""


class Thing(NamedTuple):
    """Something that is given or won. ``price`` in rupiah for one unit."""

    name: str
    unit: str
    price: int
    remark: str


_PRIZES = (
    Thing("Sepeda motor matik", "unit", 18_500_000, "Hadiah utama"),
    Thing("Televisi LED 32 inci", "unit", 2_400_000, "Hadiah kedua"),
    Thing("Kipas angin berdiri", "unit", 350_000, "Hadiah ketiga"),
    Thing("Setrika listrik", "unit", 225_000, "Hadiah hiburan"),
)
_RELIEF = (
    Thing("Beras 10 kg", "karung", 145_000, "Untuk dapur umum"),
    Thing("Mi instan", "dus", 115_000, "Untuk dapur umum"),
    Thing("Selimut", "lembar", 85_000, "Untuk warga yang mengungsi"),
    Thing("Matras", "lembar", 120_000, "Untuk warga yang mengungsi"),
    Thing("Perlengkapan bayi", "paket", 175_000, "Untuk keluarga dengan bayi"),
)
_AIDS = (
    Thing("Kursi roda dewasa", "unit", 1_750_000, "Diukur di rumah klien"),
    Thing("Tongkat kaki tiga", "unit", 210_000, "Diukur di rumah klien"),
    Thing("Alat bantu dengar", "unit", 900_000, "Menurut hasil pemeriksaan"),
)
_FOOD = (
    Thing("Beras", "kg", 14_000, "Untuk satu bulan"),
    Thing("Telur ayam", "kg", 28_000, "Untuk satu bulan"),
    Thing("Minyak goreng", "liter", 18_000, "Untuk satu bulan"),
)
THINGS: tuple[tuple[str, tuple[Thing, ...]], ...] = (
    (r"hadiah", _PRIZES),
    (r"alat bantu", _AIDS),
    (r"bahan|makanan", _FOOD),
    (r"barang|logistik", _RELIEF),
)
"""By what the first column of a table is called."""

TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # who
    (r"nomor telepon keluarga", ("Jalan Teratai Nomor 4, Kota Contoh, telepon 081200009001",)),
    (r"^alamat", ("Jalan Anggrek Nomor 21, Kelurahan Contoh Ilir", "Dusun Contoh II, Desa Sumber Rejo")),
    (r"nama penerima", (PERSON,)),
    (r"nama dan jabatan pengurus", (f"{PERSON}, Sekretaris", f"{PERSON}, Bendahara")),
    (r"nama, umur, dan hubungan", (f"{PERSON} (34 tahun, saudara) dan {PERSON} (7 tahun, anak)",)),
    (r"identitas yang dicatat|nama, nik, dan alamat", (
        f"{PERSON}, asal Kota Contoh Selatan; NIK dan keluarga ditemukan pada data kependudukan.",
    )),
    (r"keluarga atau lembaga yang akan menerima", (f"{PERSON} (kakak kandung)", f"{PERSON} (anak)")),
    (r"nama keluarga dan hubungan", (f"{PERSON} (adik kandung)", f"{PERSON} (anak)")),
    (r"dinas pmd dan dinas dukcapil", (f"{PERSON} (Dinas PMD) dan {PERSON} (Dinas Dukcapil)",)),
    (r"anggota tim|tim rehsos", (f"{PERSON}, {PERSON}, {PERSON}",)),
    (r"bukti diri", ("KTP",)),
    # what something is called
    (r"nama pengadilan", ("Pengadilan Negeri Kota Contoh", "Pengadilan Agama Kota Contoh")),
    (r"panti atau yayasan tempat", ("Panti Asuhan Kasih Contoh", "Yayasan Harapan Contoh")),
    (r"nama kegiatan", ("Gebyar Belanja Contoh", "Undian Tabungan Contoh", "Jalan Sehat Kota Contoh")),
    (r"nama kafetaria", ("Kafetaria Melati Contoh", "Kafetaria Teratai Contoh")),
    (r"panti yang dituju", ("Panti Sosial Contoh",)),
    (r"nama alat bantu|alat bantu yang diminta", ("Kursi roda dewasa", "Tongkat kaki tiga")),
    (r"bahan atau makanan", ("Beras", "Telur ayam", "Minyak goreng")),
    (r"^satuan$", ("unit", "buah", "paket")),
    (r"^hadiah", ("Sepeda motor matik",)),
    (r"peralatan yang dibawa", ("Tenda keluarga, perahu karet, dan perlengkapan dapur umum",)),
    (r"barang bawaan|^barang", ("Tas kain berisi dua helai pakaian", "Tidak membawa barang")),
    (r"dinas sosial pengirim", ("Dinas Sosial Kota Contoh Selatan", "Dinas Sosial Kabupaten Contoh")),
    (r"puskesmas atau klinik|fasilitas kesehatan", ("Puskesmas Contoh Timur", "Klinik Contoh Sehat")),
    (r"rumah sakit jiwa", ("Rumah Sakit Jiwa Contoh",)),
    (r"rumah sakit daerah", ("RSUD Kota Contoh",)),
    (r"angkutan|kendaraan", ("Bus Contoh Jaya, BG 9001 XX", "Travel Contoh Indah, BD 9002 XX")),
    (r"nama lembaga pengasuhan", ("LKSA Tunas Contoh", "Panti Asuhan Kasih Contoh")),
    (r"instansi atau lembaga yang dituju", ("Puskesmas Contoh Timur", "Dinas Dukcapil Kota Contoh")),
    (r"lembaga tujuan", ("LKS Contoh Peduli", "Panti Sosial Contoh")),
    (r"instansi pengirim", ("Polsek Contoh Barat", "RSUD Kota Contoh")),
    (r"^instansi$", ("Dinas Sosial", "Bagian Hukum", "Kantor Kementerian Agama", "Dinas Dukcapil")),
    (r"instansi|lembaga pelapor", ("LKS Contoh Peduli", "Polsek Contoh Barat")),
    # posts, kinds, numbers
    (r"jabatan dalam panitia", ("Ketua", "Sekretaris", "Bendahara", "Anggota")),
    (r"jabatan penanggung jawab", ("Ketua", "Sekretaris", "Manajer operasional")),
    (r"^jabatan$", ("Penata", "Pekerja Sosial Ahli Pertama", "Pengadministrasi Umum")),
    (r"jenis pelayanan kesejahteraan", ("Pengasuhan anak dalam panti", "Pelayanan lanjut usia")),
    (r"pendidikan$", ("SD kelas 4", "SMP kelas 2", "SD kelas 6")),
    (r"jam buka", ("08.00 sampai 21.00",)),
    (r"^jam ", ("08.30", "14.15")),
    (r"tahun berdiri", ("2015", "2012", "2018")),
    (r"nomor dan tanggal izin", ("503/017/2023, 14 Maret 2023",)),
    (r"nomor kartu", ("0001234500001", "0001234500002")),
    (r"surat nikah|buku nikah|akta perkawinan", ("0123/045/IX/2015", "0456/012/III/2012")),
    (r"akta kelahiran|keterangan lahir", ("1673-LT-12082026-0012", "1673-LU-03092026-0045")),
    (r"akta", ("0123/045/IX/2015", "1207/008/VI/2016")),
    (r"pengesahan badan hukum", ("AHU-0012345.AH.01.04.Tahun 2015",)),
    (r"penetapan pengadilan", ("12/Pdt.P/2026/PN Cth", "8/Pdt.P/2026/PA.Cth")),
    (r"nomor induk", ("061/PS/2026", "074/PS/2026")),
    (r"\bid\b", ("CONTOH-900123", "CONTOH-900456", "CONTOH-900789")),
    (r"nomor|^no\.", ("B/12/XI/2026", "SK/45/X/2026", "900/78/2026")),
    # where
    (r"^daerah asal klien", ("Mengaku dari Kota Contoh Selatan", "Diduga dari Kabupaten Contoh")),
    (r"dinas sosial berikut|datang dari|tujuan akhir|dipulangkan ke|kabupaten/kota", tuple(CITIES)),
    (r"tempat lahir", ("Contoh", "Selong", "Masbagik", "Lubuklinggau")),
    (r"keadaan lokasi|keadaan tempat", ("Bersih, terang, mudah dijangkau; ada air dan kamar kecil.",)),
    (r"keadaan rumah|keadaan keluarga|tempat tinggal", (
        "Rumah semipermanen milik sendiri; keluarga rukun dan diterima baik oleh tetangga.",
    )),
    (r"titik lokasi|mapping lokasi", ("Sekitar Pasar Contoh Tengah sampai Dusun Contoh II.",)),
    (r"alamat", ("Jalan Anggrek Nomor 21, Kelurahan Contoh Ilir", "Dusun Contoh II, Desa Sumber Rejo")),
    (r"penarikan undian", ("Aula Gedung Serbaguna Contoh", "Halaman Pusat Belanja Contoh")),
    (r"wilayah pengumpulan", ("Kecamatan Contoh Barat dan Contoh Timur",)),
    (r"^sumber pembiayaan", ("Kas organisasi", "Iuran anggota")),
    (r"tempat|lokasi", ("Terminal Contoh", "Pasar Contoh Tengah", "Depan Masjid Agung Contoh")),
    # what happened and what is wanted
    (r"^kejadian$", ("Banjir", "Kebakaran permukiman", "Angin puting beliung")),
    (r"sebab", ("Kehilangan dompet dan tas di terminal.", "Kehabisan ongkos setelah mencari pekerjaan.")),
    (r"kebutuhan mendesak", ("Makanan siap saji, selimut, dan air bersih untuk warga yang mengungsi.",)),
    (r"maksud dan tujuan pengumpulan", ("Membantu biaya pendidikan anak yatim piatu di Kota Contoh.",)),
    (r"maksud dan tujuan", ("Promosi dan ucapan terima kasih kepada pelanggan.",)),
    (r"cara pengumpulan", ("Kotak sumbangan dan transfer rekening", "Bazar amal")),
    (r"cara penyaluran", ("Diserahkan langsung kepada 40 anak yatim piatu melalui LKSA Tunas Contoh.",)),
    (r"peserta undian", ("Pembeli dengan nota paling sedikit Rp100.000", "Nasabah tabungan")),
    (r"penggunaan|tujuan|keperluan", ("Pengajuan Kartu Indonesia Pintar Kuliah", "Keringanan biaya berobat")),
    (r"sasaran|bidang kegiatan", ("Anak terlantar", "Lanjut usia terlantar", "Penyandang disabilitas")),
    (r"perkembangan anak|hubungan anak", ("Baik: anak akrab dengan orang tua angkat dan teman sebayanya.",)),
    (r"^hubungan", ("Saudara", "Keponakan")),
    (r"layanan (lain )?yang diminta", ("Pemeriksaan kesehatan", "Perekaman KTP elektronik")),
    (r"bantuan yang sudah diterima", ("Bantuan sembako dari kelurahan, Juni 2026",)),
    (r"alasan mengangkat anak", ("Belum dikaruniai anak dan ingin mengasuh seorang anak.",)),
    (r"alasan mendesak", ("Anak tidak lagi memiliki orang tua dan kerabat yang dapat mengasuhnya.",)),
    (r"tanggapan", ("Persyaratan sudah sesuai.", "Tidak berkeberatan.")),
    (r"persyaratan yang wajib", ("Papan nama lembaga dipasang dan buku induk klien dilengkapi.",)),
    (r"persyaratan", ("Surat keterangan sehat calon orang tua angkat diperbarui.",)),
    (r"isi disposisi", ("Proses sesuai ketentuan",)),
    # how somebody or something is
    (r"uraian keadaan|masalah yang dilaporkan", (
        "Tidak mempunyai penghasilan tetap; memerlukan bantuan kebutuhan dasar dan pemeriksaan kesehatan.",
    )),
    (r"keadaan ekonomi", ("Penghasilan tetap dan cukup untuk kebutuhan keluarga; rumah milik sendiri.",)),
    (r"keadaan sosial|psikososial", ("Hubungan dengan keluarga dan tetangga baik; dapat diajak bicara.",)),
    (r"keadaan (anak|sarana)|keadaan yang dilihat", (
        "Baik: sesuai dengan berkas; pengurus dan kegiatan ditemui di tempat.",
    )),
    (r"rehabilitasi sosial dasar", ("permakanan, sandang, dan pemeriksaan kesehatan",)),
    (r"kesehatan dan pertumbuhan", ("Sehat; berat dan tinggi badan sesuai umur.",)),
    (r"keadaan", ("Sehat, berpakaian lusuh, dapat berkomunikasi dengan lancar.", "Lemah, kurang makan.")),
    (r"penanganan yang dilakukan", ("Evakuasi warga, pendirian tenda, dan pembukaan dapur umum.",)),
    (r"kesehatan|tindakan", ("Diberi obat dan istirahat di ruang layanan",)),
    (r"pihak yang dihubungi", ("Dinas Sosial daerah asal; bersedia menjemput di terminal tujuan.",)),
    (r"keluarga yang dicari", ("Kakak kandung bernama Sutrisno, terakhir tinggal di Kota Contoh Selatan.",)),
    (r"pertimbangan|alasan", ("Dipertimbangkan layak demi kepentingan terbaik bagi yang bersangkutan.",)),
    (r"kesimpulan|saran", ("Layak dilayani; disarankan pendampingan selama sebulan.",)),
    (r"tindak lanjut", ("Pendampingan selama sebulan dan kunjungan rumah dua kali.",)),
    (r"hasil|uraian|asesmen|mapping|catatan|selama pengasuhan", (
        "Data cocok dengan keterangan warga setempat dan perangkat desa.",
        "Diperiksa bersama perangkat kelurahan; tidak ada yang bertentangan dengan berkas.",
    )),
    (r"^keterangan$", ("Sudah diperiksa",)),
    (r"nama|pekerja sosial|petugas|penerima|diserahkan|ketua|pengurus yang", (PERSON,)),
)  # fmt: skip
"""A pattern of the label in small letters, and answers; the first pattern that fits counts."""
