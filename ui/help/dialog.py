"""Help beside the work: the topic of the screen one is on, the others one step away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from dinsos_desk.paths import resources_dir
from ui.help.keys import keys_as_html
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, row

KEYS_TOPIC = "tombol"
_LOST = "Naskah bantuan ini tidak ditemukan. Pasang ulang program untuk memulihkannya."
TOPICS = (
    ("beranda", "Beranda"),
    ("permohonan_baru", "Menerima permohonan"),
    ("kotak_masuk", "Kotak masuk"),
    ("permohonan", "Daftar permohonan"),
    ("menunggu_berkas", "Menunggu berkas"),
    ("tindak_lanjut", "Tindak lanjut"),
    ("penduduk", "Penduduk & lembaga"),
    ("surat", "Surat"),
    ("surat_masuk", "Surat masuk dan disposisi"),
    ("register", "Buku register"),
    ("rekap", "Rekap & evaluasi"),
    ("pengaduan", "Pengaduan"),
    ("antrean", "Antrean"),
    ("pengaturan", "Pengaturan"),
    ("keamanan", "Kata sandi dan data"),
    (KEYS_TOPIC, "Daftar tombol (F12)"),
)


class HelpDialog(QDialog):
    """Stays open beside the window; asked again it only turns to the other topic."""

    def __init__(self, parent: QWidget, theme: Theme, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bantuan")
        self.setWindowTitle("Bantuan")
        self._folder = folder if folder is not None else resources_dir() / "help"
        self.topics = QListWidget()
        self.topics.setObjectName("topik_bantuan")
        self.topics.setAccessibleName("Topik bantuan")
        self.topics.setProperty("popup", True)
        self.topics.setFixedWidth(theme.px(200))
        self._gap = theme.px(8)
        for key, title in TOPICS:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.topics.addItem(item)
        self.text = QTextBrowser()
        self.text.setObjectName("isi_bantuan")
        self.text.setAccessibleName("Isi bantuan")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(theme.px(14))
        self.close_button = KeyButton("Tutup", "Esc", name="tutup_bantuan")
        self.close_button.clicked.connect(self.reject)
        body = row(self.topics, self.text, spacing=12)
        body.setStretch(1, 1)
        whole = column(body, row(STRETCH, self.close_button), spacing=12, margins=(16, 16, 16, 16))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        room = parent.window().size()
        self.resize(min(theme.px(780), room.width() - 48), min(theme.px(520), room.height() - 96))
        self.topics.currentItemChanged.connect(self._turn)

    @classmethod
    def open_at(cls, parent: QWidget, theme: Theme, topic: str) -> "HelpDialog":
        """Show a topic in the one help window of ``parent``; an unknown topic shows the first."""
        dialog = parent.findChild(cls) or cls(parent, theme)
        dialog.turn_to(topic)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def turn_to(self, topic: str) -> None:
        """Show a topic."""
        keys = [key for key, _ in TOPICS]
        self.topics.setCurrentRow(keys.index(topic) if topic in keys else 0)

    def topic(self) -> str:
        """The key of the topic that is shown."""
        item = self.topics.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _turn(self) -> None:
        if self.topic() == KEYS_TOPIC:
            self.text.setHtml(keys_as_html())
            return
        try:
            self.text.setMarkdown((self._folder / f"{self.topic()}.md").read_text(encoding="utf-8"))
        except OSError:
            self.text.setPlainText(_LOST)
            return
        self._space()

    def _space(self) -> None:
        """Markdown comes without room between its paragraphs."""
        block = self.text.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setBottomMargin(self._gap)
            QTextCursor(block).setBlockFormat(form)
            block = block.next()
