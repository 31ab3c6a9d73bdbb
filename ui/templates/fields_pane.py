"""Everything that a template may print: searched as one types, Enter copies it for Word."""

from html import escape

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dinsos_desk.usecases.templates.fields import FieldLine
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

COLUMNS: tuple[ColumnSpec[FieldLine], ...] = (
    ColumnSpec(
        "isian", "Isian", lambda one: one.shown, width=300, least=190, bold=True, typeahead=True,
        tooltip=lambda one: one.copied,
    ),
    ColumnSpec(
        "arti", "Arti", lambda one: one.meaning, width=260, least=140, stretch=True,
        tooltip=lambda one: one.meaning,
    ),
    ColumnSpec(
        "contoh", "Contoh", lambda one: one.example, width=200, least=110, drop=1, muted=True,
        tooltip=lambda one: one.example,
    ),
    ColumnSpec("kelompok", "Kelompok", lambda one: one.group, width=140, least=110, drop=2, muted=True),
)  # fmt: skip


def pasted(text: str) -> QMimeData:
    """What goes to the clipboard: the text, and rows of a table as a table, which Word pastes as one."""
    data = QMimeData()
    data.setText(text)
    if text.startswith("{%tr"):
        lines = [line.split("\t") for line in text.split("\n")]
        width = max(len(cells) for cells in lines)
        rows = (
            "".join(f"<td>{escape(cell)}</td>" for cell in [*cells, *[""] * (width - len(cells))])
            for cells in lines
        )
        table = "".join(f"<tr>{row}</tr>" for row in rows)
        data.setHtml(f'<table border="1" cellspacing="0">{table}</table>')
    return data


class TemplateFieldsPane(QWidget):
    """``show_fields`` fills it; what is copied stands below the list as it will be pasted."""

    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templat_isian_ruang")
        self._all: tuple[FieldLine, ...] = ()
        theme = context.theme
        self.title = ElidedLabel("", "section")
        self.news = Banner(theme, name="templat_isian_kabar")
        self.search = SearchField(theme, "Cari isian, arti, atau contoh", name="templat_isian_cari")
        self.search.call_from(self)
        self.count = text_label("", "small")
        self.model: RowsModel[FieldLine] = RowsModel(COLUMNS, (), lambda one: (one.group, one.shown), self)
        self.table = Table(theme, name="templat_isian_daftar", label="Daftar isian; Enter menyalin")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty("text-search", "Tidak ada isian yang cocok dengan pencarian ini.")
        self.text = QPlainTextEdit()
        self.text.setObjectName("templat_isian_salinan")
        self.text.setAccessibleName("Yang disalin")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(theme.px(92))
        self.back = KeyButton("Kembali", "Esc", name="templat_isian_kembali")
        self.copy = KeyButton("Salin", "Ctrl+Return", ButtonKind.PRIMARY, name="templat_isian_salin")
        card = Card(padding=1, name="templat_isian_kartu")
        card.body.addWidget(self.table)
        head = row(self.search, self.count, spacing=12)
        head.setStretch(0, 1)
        whole = column(
            self.title, self.news, head, card, text_label("Yang disalin:", "small"), self.text,
            row(self.back, STRETCH, self.copy, spacing=8), spacing=8,
        )  # fmt: skip
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.search.searched.connect(self._narrow)
        self.search.left_down.connect(self.table.setFocus)
        self.search.submitted.connect(lambda _: self.submit())
        self.table.row_chosen.connect(self._tell)
        self.table.row_activated.connect(lambda _: self.submit())
        self.copy.clicked.connect(self.submit)
        self.back.clicked.connect(self.left)

    def show_fields(self, title: str, lines: tuple[FieldLine, ...]) -> None:
        """The fields of a template."""
        self.title.setText(f"Daftar isian · {title}")
        self.news.clear()
        self._all = lines
        self.search.clear()
        self._narrow("")
        self.search.setFocus()

    def submit(self) -> None:
        """Copy what is chosen, ready to be pasted in Word."""
        line: FieldLine | None = self.table.current_row()
        if line is not None:
            QGuiApplication.clipboard().setMimeData(pasted(line.copied))
            self.news.say(Tone.OK, f"{line.shown} disalin. Tempelkan di Word dengan Ctrl+V.")

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = [one for one in self._all if all(word in one.words for word in words)]
        self.model.set_rows(found)
        self.count.setText(f"{len(found)} isian")
        if found:
            self.table.choose_row(0)
        self._tell(self.table.current_row())

    def _tell(self, line: FieldLine | None) -> None:
        self.text.setPlainText(line.copied if line is not None else "")
        self.copy.setEnabled(line is not None)
