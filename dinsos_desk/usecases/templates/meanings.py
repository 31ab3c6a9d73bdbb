"""What the fields of templates mean, in the words of the office, and loops ready to copy."""

GROUPS = {
    "surat": "Surat",
    "penanda_tangan": "Surat",
    "tembusan": "Surat",
    "paraf": "Surat",
    "kantor": "Kantor",
    "permohonan": "Permohonan",
    "layanan": "Layanan",
    "pemohon_utama": "Orang dan lembaga",
    "klien_utama": "Orang dan lembaga",
    "pihak": "Orang dan lembaga",
    "isian": "Isian layanan",
    "rincian": "Isian layanan",
    "catatan": "Catatan tahap",
    "rincian_tahap": "Catatan tahap",
    "berkas": "Berkas",
    "syarat": "Berkas",
    "kurang": "Berkas",
}
"""The group of a field by its first word, in the order of the list."""

MEANINGS = {
    "surat.nomor": "Nomor surat; titik-titik pada konsep",
    "surat.tanggal": "Tanggal surat",
    "surat.hari_tanggal": "Hari dan tanggal surat",
    "surat.sifat": "Sifat surat",
    "surat.lampiran": "Jumlah lampiran",
    "surat.hal": "Hal surat",
    "surat.klasifikasi": "Kode klasifikasi arsip",
    "surat.konsep": "Ya bila masih konsep; untuk {% if surat.konsep %}",
    "penanda_tangan.jabatan": "Jabatan penanda tangan, dengan a.n./u.b./Plt./Plh.",
    "penanda_tangan.nama": "Nama penanda tangan",
    "penanda_tangan.pangkat": "Pangkat penanda tangan",
    "penanda_tangan.nip": "NIP penanda tangan",
    "tembusan": "Daftar tembusan",
    "paraf": "Daftar paraf: jabatan, nama, tanggal",
    "kantor.pemerintah": "Nama pemerintah daerah",
    "kantor.nama": "Nama kantor",
    "kantor.alamat": "Alamat kantor",
    "kantor.kota": "Kota tempat surat dibuat",
    "kantor.kode_pos": "Kode pos kantor",
    "kantor.telepon": "Telepon kantor",
    "kantor.email": "Pos-el kantor",
    "kantor.laman": "Laman kantor",
    "kantor.pengaduan": "Tempat pengaduan",
    "permohonan.tanda_terima": "Nomor tanda terima",
    "permohonan.register": "Nomor buku register",
    "permohonan.tanggal_terima": "Tanggal diterima",
    "permohonan.jam_terima": "Jam diterima",
    "permohonan.hari_tanggal_terima": "Hari dan tanggal diterima",
    "permohonan.tanggal_selesai": "Tanggal selesai",
    "permohonan.tenggat": "Batas waktu penyelesaian",
    "permohonan.status": "Status permohonan",
    "permohonan.tahap": "Tahap sekarang",
    "permohonan.petugas": "Petugas penerima",
    "permohonan.penerima": "Yang menerima hasil",
    "permohonan.catatan": "Catatan permohonan",
    "layanan.nama": "Nama layanan",
    "layanan.nama_singkat": "Nama singkat layanan",
    "layanan.dasar_hukum": "Daftar dasar hukum",
    "layanan.jangka_waktu": "Jangka waktu penyelesaian",
    "layanan.biaya": "Biaya",
    "layanan.bidang": "Bidang yang melayani",
    "layanan.lanjutan": "Daftar langkah sesudahnya: instansi, tempat, uraian",
    "pihak": "Semua orang dan lembaga, dengan barisnya",
    "rincian": "Semua isian yang terisi: label dan isi",
    "rincian_tahap": "Semua catatan tahap yang terisi",
    "berkas": "Daftar berkas: urut, nama, status, cara, nomor, tanggal, catatan",
    "kurang": "Daftar berkas yang kurang",
    "tanggal_cetak": "Saat dicetak",
    "oleh": "Nama petugas",
}

PERSON_MEANINGS = {
    "nama": "Nama", "nik": "NIK", "kk": "Nomor KK", "jenis_kelamin": "Jenis kelamin", "agama": "Agama",
    "tempat_lahir": "Tempat lahir", "tanggal_lahir": "Tanggal lahir", "ttl": "Tempat dan tanggal lahir",
    "umur": "Umur", "alamat": "Alamat (jalan)", "alamat_lengkap": "Alamat lengkap sampai provinsi",
    "rt": "RT", "rw": "RW", "desa": "Desa/kelurahan", "kecamatan": "Kecamatan", "kabupaten": "Kabupaten/kota",
    "provinsi": "Provinsi", "telepon": "Telepon", "pekerjaan": "Pekerjaan", "jenis": "Jenis lembaga",
    "pimpinan": "Pimpinan lembaga", "npwp": "NPWP", "akta": "Akta pendirian", "ciri_ciri": "Ciri-ciri",
    "tanpa_identitas": "Ya bila tanpa identitas",
}  # fmt: skip
PAPER_MEANINGS = {
    "status": "Ada atau tidak", "cara": "Asli, salinan, atau pindaian", "nomor": "Nomor berkas",
    "tanggal": "Tanggal berkas", "catatan": "Catatan berkas",
}  # fmt: skip
STAGE_MEANINGS = {"oleh": "Dikerjakan oleh", "tanggal": "Tanggal tahap", "jabatan": "Jabatan"}

LOOPS = {
    "berkas": "{%tr for b in berkas %}\n{{ b.urut }}\t{{ b.nama }}\t{{ b.status }}\n{%tr endfor %}",
    "kurang": "{%p for b in kurang %}\n{{ loop.index }}. {{ b }}\n{%p endfor %}",
    "tembusan": "{%p for t in tembusan %}\n{{ loop.index }}. {{ t }}\n{%p endfor %}",
    "paraf": "{%p for p in paraf %}\n{{ p.jabatan }}: {{ p.nama }}, {{ p.tanggal }}\n{%p endfor %}",
    "pihak": (
        "{%p for orang in pihak %}\n{{ orang.label }}: {{ orang.nama }}\n{%p for r in orang.baris %}\n"
        "{{ r.label }}: {{ r.isi }}\n{%p endfor %}\n{%p endfor %}"
    ),
    "rincian": "{%tr for r in rincian %}\n{{ r.label }}\t:\t{{ r.isi }}\n{%tr endfor %}",
    "rincian_tahap": (
        "{%p for t in rincian_tahap %}\n{{ t.tahap }}, {{ t.tanggal }}\n{%p for r in t.rincian %}\n"
        "{{ r.label }}: {{ r.isi }}\n{%p endfor %}\n{%p endfor %}"
    ),
    "layanan.dasar_hukum": "{%p for d in layanan.dasar_hukum %}\n{{ loop.index }}. {{ d }}\n{%p endfor %}",
    "layanan.lanjutan": "{%p for l in layanan.lanjutan %}\n{{ l.instansi }}: {{ l.uraian }}\n{%p endfor %}",
    "penanda_tangan.jabatan": "{%p for j in penanda_tangan.jabatan %}\n{{ j }}\n{%p endfor %}",
}

TOOLS = (
    (
        "{% if … %} … {% endif %}",
        "Hanya dicetak bila ada isinya, dalam satu baris",
        "{% if surat.nomor %}…{% endif %}",
    ),
    ("{%p if … %}", "Paragraf yang hanya dicetak bila ada isinya; tutup dengan {%p endif %}", ""),
    ("{%tr for … %}", "Baris tabel yang diulang; awal dan akhir pada baris tersendiri", ""),
    ("{{ … | upper }}", "Huruf besar semua", "DINAS SOSIAL"),
    ("{{ … | terbilang }}", "Angka dengan huruf", "seratus tiga puluh tujuh"),
    ("{{ … | rupiah_terbilang }}", "Rupiah dengan huruf", "Lima puluh ribu rupiah"),
    ("{{ … or '-' }}", "Tanda - bila kosong", "-"),
    ("[[lambang]]", "Teks alternatif gambar: lambang daerah", ""),
    ("[[qr]]", "Teks alternatif gambar: kode QR permohonan", ""),
)
"""How commands are written: the text, what it does, an example."""
