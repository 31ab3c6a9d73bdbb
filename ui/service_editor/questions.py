"""The one question with three answers: what becomes of a file whose service is here already."""

from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.usecases.services.files import CodeTaken, OnConflict
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label

_WIDTH_LETTERS = 62


class ConflictDialog(QDialog):
    """Esc means that nothing is imported."""

    def __init__(self, parent: QWidget | None, taken: CodeTaken) -> None:
        super().__init__(parent)
        self.setObjectName("tanya_impor")
        self.setWindowTitle("Layanan sudah ada")
        self.answer: OnConflict | None = None
        kept = "Konsepnya yang sekarang akan diganti." if taken.has_draft else "Yang terbit tidak berubah."
        words = text_label(
            f"Layanan “{taken.name}” sudah ada di kantor ini. Jadikan isi berkas sebagai konsep layanan itu, "
            f"atau sebagai layanan baru? {kept}",
            wrap=True,
        )
        words.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_LETTERS)
        self.copy = KeyButton("Jadikan layanan baru", "Alt+B", ButtonKind.PRIMARY, name="impor_salinan")
        kind = ButtonKind.DANGER if taken.has_draft else ButtonKind.PLAIN
        self.replace = KeyButton("Jadikan konsepnya", "Alt+K", kind, name="impor_ganti")
        self.cancel = KeyButton("Batal", "Esc", name="impor_batal")
        self.copy.clicked.connect(lambda: self._take(OnConflict.COPY))
        self.replace.clicked.connect(lambda: self._take(OnConflict.REPLACE))
        self.cancel.clicked.connect(self.reject)
        head = text_label("Layanan sudah ada", "section")
        buttons = row(STRETCH, self.cancel, self.replace, self.copy, spacing=8)
        self.setLayout(column(head, words, buttons, spacing=12, margins=(24, 20, 24, 20)))
        self.copy.setDefault(True)

    @classmethod
    def ask(cls, parent: QWidget | None, taken: CodeTaken) -> OnConflict | None:
        """The answer, None for neither."""
        dialog = cls(parent, taken)
        try:
            dialog.exec()
            return dialog.answer
        finally:
            dialog.deleteLater()

    def _take(self, answer: OnConflict) -> None:
        self.answer = answer
        self.accept()
