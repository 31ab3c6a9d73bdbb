"""What became of each of many letters that were printed or saved in one go."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.messages import sentence
from dinsos_desk.usecases.letters.prints import LetterOutcome
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.theme import Theme, Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.table import Table

_DONE = BadgeSpec("Berhasil", Tone.OK, "check-circle-outline")
_FAILED = BadgeSpec("Gagal", Tone.BAD, "close-circle-outline")
_LEFT = BadgeSpec("Belum", Tone.NEUTRAL, "minus-circle-outline")
_WIDE, _HIGH = 900, 480


def outcome_badge(one: LetterOutcome) -> BadgeSpec:
    """Whether it went out."""
    return _DONE if one.name else _FAILED if one.error is not None else _LEFT


def outcome_text(one: LetterOutcome) -> str:
    """Under what name it went out, or why it did not."""
    if one.name:
        return one.name
    if one.error is not None:
        told = sentence(one.error)
        return f"{told.text} {told.advice}".strip()
    return "Tidak sampai pada surat ini; pilih lagi lalu ulangi."


def report_title(does: str, told: Sequence[LetterOutcome]) -> str:
    """How many went well."""
    done = sum(bool(one.name) for one in told)
    failed = sum(one.error is not None for one in told)
    left = len(told) - done - failed
    parts = [f"{done} dari {len(told)} berhasil"]
    parts += [f"{failed} gagal"] if failed else []
    parts += [f"{left} belum"] if left else []
    return f"{does} surat: {', '.join(parts)}"


class LettersReport(QDialog):
    """A table of results, those that failed above."""

    def __init__(
        self, theme: Theme, does: str, told: Sequence[LetterOutcome], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hasil_surat")
        title = report_title(does, told)
        self.setWindowTitle("Hasil cetak" if does == "Cetak" else "Hasil simpan")
        self.setAccessibleName(title)
        columns: tuple[ColumnSpec[LetterOutcome], ...] = (
            ColumnSpec("hasil", "Hasil", lambda one: outcome_badge(one).text, width=116, badge=outcome_badge),
            ColumnSpec("nomor", "Nomor", lambda one: one.row.number or "–", width=200, least=150),
            ColumnSpec("nama", "Nama", lambda one: one.row.client_name, width=180, bold=True, typeahead=True),
            ColumnSpec(
                "keterangan", "Keterangan", outcome_text, width=300, stretch=True, tooltip=outcome_text
            ),
        )
        self.model = RowsModel(columns, sorted(told, key=_order), parent=self)
        self.table = Table(theme, name="tabel_hasil_surat", label=title)
        self.table.set_model(self.model, columns)
        self.table.setProperty("framed", True)
        self.table.row_chosen.connect(self._say)
        self.detail = text_label("", "muted", wrap=True)
        self.detail.setObjectName("rincian_hasil_surat")
        self.close_button = KeyButton("Tutup", "Esc", ButtonKind.PRIMARY, name="tutup_hasil_surat")
        self.close_button.clicked.connect(self.accept)
        head = text_label(title, "section", wrap=True)
        buttons = row(STRETCH, self.close_button, spacing=8)
        whole = column(head, self.table, self.detail, buttons, spacing=12, margins=(24, 20, 24, 20))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resize(theme.px(_WIDE), theme.px(_HIGH))
        self.table.choose_row(0)
        self.table.setFocus()

    def _say(self, one: LetterOutcome | None) -> None:
        self.detail.setText(outcome_text(one) if one is not None else "")


def _order(one: LetterOutcome) -> int:
    return 0 if one.error is not None else 1 if not one.name else 2
