"""Qt's own words in Indonesian: the menus of text fields, and the file dialogs where the system has none.

Qt brings no Indonesian translation, and none of its files is bundled.
"""

from PySide6.QtCore import QCoreApplication, QTranslator

_EDITING = {
    "&Undo": "&Urungkan",
    "&Redo": "U&langi",
    "Cu&t": "&Potong",
    "&Copy": "&Salin",
    "Copy &Link Location": "Salin al&amat tautan",
    "&Paste": "&Tempel",
    "Delete": "&Hapus",
    "Select All": "Pilih s&emua",
}
_BUTTONS = {
    "OK": "Oke",
    "Save": "Simpan",
    "Save All": "Simpan semua",
    "Open": "Buka",
    "&Yes": "&Ya",
    "Yes to &All": "Ya u&ntuk semua",
    "&No": "&Tidak",
    "N&o to All": "Ti&dak untuk semua",
    "Abort": "Hentikan",
    "Retry": "Coba lagi",
    "Ignore": "Abaikan",
    "Close": "Tutup",
    "Cancel": "Batal",
    "Discard": "Buang",
    "Help": "Bantuan",
    "Apply": "Terapkan",
    "Reset": "Atur ulang",
    "Restore Defaults": "Kembalikan bawaan",
}
_FILES = {
    "Look in:": "Folder:",
    "&Look in:": "F&older:",
    "File &name:": "&Nama berkas:",
    "&File name:": "&Nama berkas:",
    "Files of type:": "Jenis berkas:",
    "Files of &type:": "&Jenis berkas:",
    "Directory:": "Folder:",
    "&Open": "&Buka",
    "&Save": "&Simpan",
    "&Choose": "&Pilih",
    "Open": "Buka",
    "Save As": "Simpan sebagai",
    "Find Directory": "Pilih folder",
    "Directories": "Folder",
    "All Files (*)": "Semua berkas (*)",
    "Back": "Kembali",
    "Forward": "Maju",
    "Go back": "Kembali",
    "Go forward": "Maju",
    "Parent Directory": "Folder di atasnya",
    "Go to the parent directory": "Ke folder di atasnya",
    "Create New Folder": "Buat folder baru",
    "Create a New Folder": "Buat folder baru",
    "New Folder": "Folder baru",
    "&New Folder": "&Folder baru",
    "List View": "Tampilan daftar",
    "Change to list view mode": "Tampilkan sebagai daftar",
    "Detail View": "Tampilan rinci",
    "Change to detail view mode": "Tampilkan secara rinci",
    "&Rename": "&Ubah nama",
    "&Delete": "&Hapus",
    "Delete": "Hapus",
    "Show &hidden files": "Tampilkan berkas &tersembunyi",
    "Show ": "Tampilkan ",
    "Recent Places": "Tempat terakhir",
    "Sidebar": "Tempat",
    "Files": "Berkas",
    "Remove": "Keluarkan",
    "My Computer": "Komputer",
    "Drive": "Disk",
    "File": "Berkas",
    "File Folder": "Folder",
    "Folder": "Folder",
    "Alias": "Pintasan",
    "Shortcut": "Pintasan",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti berkas itu?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nBerkas tidak ditemukan.\nPeriksa nama berkasnya."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nFolder tidak ditemukan.\nPeriksa nama foldernya."
    ),
    "Are you sure you want to delete '%1'?": "Hapus '%1'?",
    "Could not delete directory.": "Folder tidak dapat dihapus.",
}
_FOLDERS = {
    "Name": "Nama",
    "Size": "Ukuran",
    "Type": "Jenis",
    "Kind": "Jenis",
    "Date Modified": "Tanggal diubah",
    "Computer": "Komputer",
    "My Computer": "Komputer",
    "Folder": "Folder",
    "File Folder": "Folder",
    "File": "Berkas",
    "%1 File": "Berkas %1",
    "Unknown": "Tidak dikenal",
    "Drive": "Disk",
}
WORDS = {
    "QLineEdit": _EDITING,
    "QWidgetTextControl": _EDITING,
    "QAbstractSpinBox": {"&Select All": "Pilih s&emua", "&Step up": "&Naik", "Step &down": "&Turun"},
    "QPlatformTheme": _BUTTONS,
    "QDialogButtonBox": _BUTTONS,
    "QFileDialog": _FILES,
    "QFileSystemModel": _FOLDERS,
    "QAbstractFileIconProvider": _FOLDERS,
    "QFileIconProvider": _FOLDERS,
}
"""By Qt's own contexts and words; ``&`` before a letter is its key in the menu."""


class QtWords(QTranslator):
    """Answers for the words it knows, and leaves the others to Qt."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        known = WORDS.get(context)
        return known.get(source) if known is not None else None


def speak_indonesian(app: QCoreApplication) -> QtWords:
    """Let Qt use these words from now on; lives as long as the application."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
