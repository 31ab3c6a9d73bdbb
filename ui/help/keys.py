"""Every key of the program, as the list of keys shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyGroup:
    """Keys that belong together: pairs of key and what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


KEYS = (
    KeyGroup(
        "Di mana saja",
        (
            ("F1", "Bantuan untuk layar ini"),
            ("F2", "Permohonan baru"),
            ("F3 atau Ctrl+K", "Cari apa saja: nama, NIK, tanda terima, nomor surat"),
            ("Pemindai kode QR", "Buka permohonannya; yang belum lengkap pada daftar berkasnya"),
            ("F5", "Muat ulang layar ini"),
            ("Ctrl+J", "Tindak lanjut: yang terlambat, hari ini, dan mendatang"),
            ("Ctrl+G", "Surat masuk dan disposisi"),
            ("F12", "Daftar tombol ini"),
            ("Ctrl+1 sampai Ctrl+9", "Pindah ruang, dari atas ke bawah"),
            ("Ctrl+Enter", "Tindakan utama layar ini"),
            ("Ctrl+P", "Cetak"),
            ("Ctrl+L", "Kunci layar"),
            ("Esc", "Kembali; yang sudah diketik tetap tersimpan"),
        ),
    ),
    KeyGroup(
        "Mengisi permohonan",
        (
            ("Enter", "Ke isian berikutnya"),
            ("1 sampai 9", "Pada isian pilihan: pilih menurut urutannya, lalu maju"),
            ("Huruf pada isian NIK", "Cari orang menurut nama; awal tiap kata cukup"),
            ("3b, 14h, 1t", "Pada isian tanggal: 3 bulan, 14 hari, 1 tahun lagi; -7h: 7 hari lalu"),
            ("Alt+1, Alt+2, …", "Pindah langkah"),
            ("Alt+←", "Langkah sebelumnya"),
            ("Ctrl+Enter", "Lanjut; pada langkah terakhir: simpan"),
            ("Ctrl+P", "Pada langkah pertama: cetak persyaratan layanan yang dipilih untuk pemohon"),
            ("Ctrl+P", "Pada ringkasan: simpan, lalu cetak tanda terima"),
            (
                "A, T, M, B",
                "Berkas: ada, tidak ada, menyusul, tidak berlaku; lalu turun satu baris",
            ),
            ("↑ ↓", "Pindah baris berkas"),
            ("Ctrl+A", "Berkas: semua ada"),
            ("F6", "Berkas: lampiran baris ini; orang tanpa identitas: fotonya"),
            ("Alt+O", "Buka layanan terkait yang ditawarkan untuk orang yang sama"),
            ("Alt+R", "Pilih dari orang serumah (nomor KK sama)"),
            ("Alt+Y, Alt+B", "Bila ada yang mirip: orang atau lembaga yang sama, atau bukan"),
            ("Alt+N", "Tampilkan NIK dan nomor KK orang yang dipilih; dicatat siapa yang melihat"),
            ("Esc", "Simpan sebagai konsep dan layani yang lain"),
        ),
    ),
    KeyGroup(
        "Mengisi tabel",
        (
            ("Tab atau Enter", "Sel berikutnya; pada baris kosong terakhir: isian berikutnya"),
            ("Ctrl+Tab", "Keluar dari tabel"),
            ("Ctrl+V", "Tempel baris yang disalin dari Excel"),
            ("Ctrl+Del", "Hapus baris"),
            ("Ctrl+Z, Ctrl+Y", "Urungkan, ulangi"),
            ("Alt+↓", "Tampilkan pilihan"),
            ("Ctrl+Shift+B", "Perbesar tabel yang sempit"),
        ),
    ),
    KeyGroup(
        "Lampiran",
        (
            ("F6", "Pilih berkas foto atau PDF"),
            ("Ctrl+V", "Tempel gambar atau berkas yang disalin"),
            ("F7", "Lampirkan pindaian terbaru dari folder pemindai"),
            ("Shift+F6", "Kamera; Enter mengambil foto"),
            ("PageUp, PageDown", "Halaman sebelumnya, berikutnya"),
            ("Ctrl++, Ctrl+-, Ctrl+0", "Perbesar, perkecil, seluruh halaman"),
            ("Ctrl+R, Ctrl+Shift+R", "Putar ke kanan, ke kiri"),
            ("Del", "Keluarkan lampiran"),
        ),
    ),
    KeyGroup(
        "Daftar permohonan",
        (
            ("Ctrl+F", "Cari dalam daftar ini"),
            ("Alt+L", "Saringan lain: tahap, petugas, kecamatan, desa, rentang tanggal"),
            ("Alt+S", "Saringan tersimpan; di dalamnya F2 ubah nama, Del hapus, Ctrl+Z urungkan"),
            ("Alt+K", "Kolom dan urutan; Spasi menampilkan, Alt+↑ dan Alt+↓ memindahkan kolom"),
            ("Alt+U", "Urutkan: pilih menurut apa; pilihan yang sama sekali lagi membalik urutan"),
            ("Ctrl+S", "Ekspor seluruh daftar ini ke Excel"),
            ("Enter", "Buka permohonan"),
            ("Esc", "Lepas semua saringan"),
        ),
    ),
    KeyGroup(
        "Memeriksa permohonan",
        (
            ("↑ ↓", "Pilih permohonan"),
            ("Ctrl+Enter", "Paraf, tanda tangani, atau selesaikan tahap ini"),
            ("Ctrl+Backspace", "Kembalikan dengan alasan"),
            ("Alt+L", "Catat laporan berkala setelah permohonan selesai"),
            ("Alt+T", "Jelaskan keterlambatan permohonan ini"),
            ("Alt+G", "Buka surat masuk asal permohonan ini"),
            ("Alt+I, Alt+S, Alt+A", "Isi permohonan, surat, lampiran"),
            ("Alt+P", "Perjalanan permohonan pada lembar tersendiri"),
            ("Alt+H", "Surat sebagaimana tercetak, bila ada Word atau LibreOffice"),
            ("Home, End", "Pada surat: ke kop, ke tanda tangan"),
            ("Alt+C", "Cetak lain: surat penolakan, nota dinas, slip ekspedisi, lembar verifikasi"),
            ("Alt+V", "Versi konsep surat; Alt+↑ dan Alt+↓ ke perbedaan sebelum dan sesudahnya"),
            ("J, K", "Di kotak masuk: permohonan berikutnya, sebelumnya"),
            ("Spasi, Shift+↓, Ctrl+A", "Di kotak masuk: pilih satu, beberapa, semua yang sejenis"),
            ("Alt+B", "Setujui bersama yang dipilih; hasil tiap permohonan dilaporkan"),
            ("Alt+K", "Cetak konsep dan lembar kendali untuk pejabat yang memaraf di atas kertas"),
            ("Ctrl+Shift+H", "Alihkan ke layanan atau instansi lain"),
        ),
    ),
    KeyGroup(
        "Antrean",
        (
            ("F8", "Ke ruang antrean; di dalamnya: panggil nomor berikutnya"),
            ("Ctrl+Enter", "Panggil, layani, atau selesai dan panggil berikutnya"),
            ("Ctrl+R, Ctrl+M", "Panggil ulang; mundur tiga nomor"),
            ("Ctrl+Backspace", "Tidak hadir"),
            ("Ctrl+D", "Selesai tanpa permohonan"),
            ("Alt+A, Alt+P", "Ambil nomor biasa; nomor prioritas"),
            ("Delete", "Pada daftar yang menunggu: batalkan nomor"),
            ("Ctrl+Z", "Urungkan"),
            ("F11", "Layar panggilan; di layar itu: penuhi layar"),
            ("Alt+L", "Nama loket dan antrean yang dipanggil"),
        ),
    ),
    KeyGroup(
        "Buku register",
        (
            ("Ctrl+F", "Nomor register (137/2025) lalu Enter, atau kata yang dicari"),
            ("Alt+←, Alt+→", "Periode sebelumnya, berikutnya"),
            ("Enter", "Buka permohonan, pengaduan, atau surat di balik baris"),
            ("Alt+B", "Buka surat dari baris ini"),
            ("Alt+K", "Perbaiki baris dengan alasan; yang lama tetap terbaca, dicoret"),
            ("Alt+L", "Slip ekspedisi, pada agenda surat keluar dan buku ekspedisi"),
            ("Alt+T", "Jabatan yang menandatangani cetakan"),
            ("Alt+E, Ctrl+S", "Simpan ke Excel; simpan dokumen Word"),
        ),
    ),
    KeyGroup(
        "Rekap & evaluasi",
        (
            ("Alt+←, Alt+→", "Periode sebelumnya, berikutnya"),
            ("Panah, Enter", "Pilih angka atau batang grafik; buka permohonan di baliknya"),
            ("Alt+↑", "Kembali ke rekap"),
            ("Ctrl+Enter, Ctrl+S", "Buat Excel; simpan Excel"),
            ("F9, Shift+F9", "Kirim paket; atur paket"),
            ("Alt+T", "Tata letak kantor"),
            ("Ctrl+O, Alt+D, Alt+V, Delete", "Tata letak: ambil berkas, daftar isian, pakai versi, hentikan"),
        ),
    ),
    KeyGroup(
        "Surat",
        (
            ("Alt+1, Alt+2", "Dokumen; agenda nomor"),
            ("Spasi, Shift+↓, Ctrl+A", "Dokumen: pilih satu, beberapa, semua yang ditemukan"),
            ("Alt+R", "Dokumen: pilih pencetak"),
            ("Alt+P, Alt+S", "Dokumen: cetak atau simpan semua yang dipilih; hasil tiap surat dilaporkan"),
            ("Ctrl+Enter", "Agenda: catat surat yang dibuat di luar program"),
            ("Ctrl+I", "Agenda: sisipkan nomor bagi surat bertanggal lebih awal"),
            ("Ctrl+D", "Agenda: cadangkan nomor untuk unit lain"),
            ("Enter", "Agenda: buka permohonan, ralat catatan, atau ambil nomor cadangan"),
            ("Delete", "Agenda: batalkan nomor, atau akhiri cadangan"),
        ),
    ),
    KeyGroup(
        "Menunggu berkas",
        (
            ("Alt+M", "Dari daftar permohonan: yang menunggu berkas"),
            ("Enter", "Buka pada daftar berkasnya"),
            ("Ctrl+Enter", "Catat pengingat"),
            ("Ctrl+P", "Cetak surat kekurangan berkas"),
            ("Del", "Tutup permohonan yang dipilih, dengan alasan"),
            ("Shift+↑ ↓, Ctrl+A", "Pilih beberapa, pilih semua"),
            ("F4", "Lihat permohonan"),
        ),
    ),
    KeyGroup(
        "Tindak lanjut",
        (
            ("Ctrl+Shift+J", "Tindak lanjut baru; juga dari halaman permohonan dan orang"),
            ("Ctrl+Enter", "Selesai; pada kewajiban layanan: catat laporannya"),
            ("Del", "Tidak jadi, dengan alasan"),
            ("Ctrl+Z", "Urungkan"),
            ("Enter", "Buka permohonan atau orangnya"),
        ),
    ),
    KeyGroup(
        "Surat masuk dan disposisi",
        (
            ("Ctrl+G", "Ke ruang surat masuk"),
            ("Ctrl+Enter", "Daftar: catat surat; formulir: simpan; surat: selesai atau disposisi"),
            ("Enter", "Buka surat"),
            ("Ctrl+D", "Disposisi, atau teruskan kepada bawahan; dari Kepala Dinas: disposisi lagi"),
            ("Ctrl+Shift+D", "Catat disposisi yang ditulis di kertas"),
            ("F6", "Lampiran: pindaian surat; pada formulir: sebelum disimpan"),
            ("Huruf", "Pada penerima dan instruksi: ke yang berawal demikian; Spasi menandai"),
            ("Alt+J", "Jadikan permohonan"),
            ("Ctrl+P", "Lembar disposisi"),
            ("Alt+R, Alt+B", "Ralat dengan alasan; batalkan surat"),
            ("Del, Ctrl+Z", "Pada disposisi: cabut; buka lagi yang sudah selesai"),
        ),
    ),
    KeyGroup(
        "Pengaduan",
        (
            ("Ctrl+Shift+A", "Pengaduan baru; dari halaman permohonan: mengenai permohonan itu"),
            ("Ctrl+Enter", "Daftar: pengaduan baru; formulir: simpan; halaman: jawab atau teruskan"),
            ("Alt+K, Alt+O", "Formulir: cari orang yang sudah tercatat; orang lain"),
            ("Ctrl+P", "Tanda terima pengaduan; pada formulir: simpan, lalu tanda terimanya"),
            ("Alt+T, Alt+R, Alt+X", "Teruskan; ditarik pelapornya; tutup tanpa jawaban"),
            ("Alt+B, Alt+P", "Buka lagi; perbaiki catatannya dengan alasan"),
            ("Alt+L", "Permohonan yang diadukan"),
        ),
    ),
    KeyGroup(
        "Penduduk & lembaga",
        (
            ("Ctrl+F", "Cari orang atau lembaga"),
            ("Alt+N", "Tampilkan NIK dan nomor KK; dicatat siapa yang melihat"),
            ("Alt+M", "Bandingkan dengan catatan yang mungkin orang atau lembaga yang sama"),
            ("Alt+G", "Gabungkan dengan catatan lain"),
            ("F6", "Foto orang ini"),
        ),
    ),
    KeyGroup(
        "Templat Word (Pengaturan › Templat)",
        (
            ("Alt+W", "Simpan salinan dan buka di Word"),
            ("Ctrl+Enter", "Masukkan berkas Word; setelah diperiksa: pakai; pada versi: pakai versi itu"),
            ("Ctrl+N", "Templat baru milik kantor"),
            ("Alt+C", "Cetak contoh dengan data rekaan"),
            ("Alt+D", "Daftar isian; Enter menyalin"),
            ("Alt+V", "Versi templat"),
            ("Alt+U", "Periksa ulang berkas yang sudah diperbaiki"),
            ("Alt+B", "Pada versi: kembali ke bawaan"),
        ),
    ),
    KeyGroup(
        "Menyunting layanan (Pengaturan › Layanan)",
        (
            ("Enter, Spasi", "Pada daftar layanan: menyunting; menawarkan atau menonaktifkan"),
            ("Ctrl+PageUp, Ctrl+PageDown", "Pindah bagian layanan"),
            ("Alt+T, Ctrl+D, Ctrl+Delete", "Menambah, menyalin, menghapus baris"),
            ("Alt+↑, Alt+↓", "Menaikkan, menurunkan baris"),
            ("Ctrl+Z", "Mengurungkan perubahan terakhir"),
            ("Alt+P", "Ke daftar yang masih salah"),
            ("F9", "Uji coba"),
            ("Ctrl+Enter", "Terbitkan"),
        ),
    ),
    KeyGroup(
        "Di daftar",
        (
            ("↑ ↓, Home, End", "Pindah baris"),
            ("Ketik huruf", "Lompat ke nama yang berawalan huruf itu"),
            ("Enter", "Buka"),
        ),
    ),
    KeyGroup(
        "Tanggal",
        (("21112026, 21/11/26, kemarin", "Bentuk-bentuk yang dikenali pada isian tanggal"),),
    ),
)


def keys_as_html() -> str:
    """The list of keys for a text browser."""
    parts = []
    for group in KEYS:
        rows = "".join(
            f"<tr><td width='34%'><b>{key}</b></td><td>{text}</td></tr>" for key, text in group.keys
        )
        parts.append(f"<h3>{group.title}</h3><table cellpadding='4' width='100%'>{rows}</table>")
    return "".join(parts)
