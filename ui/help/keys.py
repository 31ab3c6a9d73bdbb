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
            ("F5", "Muat ulang layar ini"),
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
            ("Alt+1, Alt+2, …", "Pindah langkah"),
            ("Alt+←", "Langkah sebelumnya"),
            ("Ctrl+Enter", "Lanjut; pada langkah terakhir: simpan"),
            ("Ctrl+P", "Pada langkah pertama: cetak persyaratan layanan yang dipilih untuk pemohon"),
            (
                "A, T, M, B",
                "Berkas: ada, tidak ada, menyusul, tidak berlaku; lalu turun satu baris",
            ),
            ("↑ ↓", "Pindah baris berkas"),
            ("Ctrl+A", "Berkas: semua ada"),
            ("Alt+O", "Buka layanan terkait yang ditawarkan untuk orang yang sama"),
            ("Alt+R", "Pilih dari orang serumah (nomor KK sama)"),
            ("Alt+Y, Alt+B", "Bila ada yang mirip: orang yang sama, atau bukan"),
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
        "Memeriksa permohonan",
        (
            ("↑ ↓", "Pilih permohonan"),
            ("Ctrl+Enter", "Paraf, tanda tangani, atau selesaikan tahap ini"),
            ("Ctrl+Backspace", "Kembalikan dengan alasan"),
            ("Alt+L", "Catat laporan berkala setelah permohonan selesai"),
        ),
    ),
    KeyGroup(
        "Penduduk & lembaga",
        (
            ("Alt+N", "Tampilkan NIK dan nomor KK; dicatat siapa yang melihat"),
            ("Alt+M", "Bandingkan dengan catatan yang mungkin orang yang sama"),
            ("Alt+G", "Gabungkan dengan catatan lain"),
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
