"""What became of each of many letters that were printed or saved in one go."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.letters.prints import LetterOutcome, ends_run
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
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
    return "Belum sampai; tetap dipilih."


def report_title(does: str, told: Sequence[LetterOutcome]) -> str:
    """How many went well."""
    done = sum(bool(one.name) for one in told)
    failed = sum(one.error is not None for one in told)
    left = len(told) - done - failed
    parts = [f"{done} dari {len(told)} berhasil"]
    parts += [f"{failed} gagal"] if failed else []
    parts += [f"{left} belum"] if left else []
    return f"{does} surat: {', '.join(parts)}"


def cause(told: Sequence[LetterOutcome]) -> DeskError | None:
    """What ended a run before its end; None when it came to the end or a person stopped it."""
    return next((one.error for one in told if ends_run(one.error)), None)


class LettersReport(QDialog):
    """A table of results, those that failed above; what did not go out can be done again from here."""

    again_wanted = Signal(object)
    """The rows that did not go out, as a tuple."""

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
            ColumnSpec("nomor", "Nomor", lambda one: one.row.number or "–", width=216, least=150),
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
        self._left = tuple(one.row for one in told if not one.name)
        self.banner = Banner(theme, name="sebab_hasil_surat")
        ways = ButtonKind.PLAIN if self._left else ButtonKind.PRIMARY
        self.close_button = KeyButton("Tutup", "Esc", ways, name="tutup_hasil_surat")
        self.close_button.clicked.connect(self.accept)
        again = f"Ulangi {format_number(len(self._left))} yang belum"
        self.again = KeyButton(again, "Ctrl+Return", ButtonKind.PRIMARY, name="ulangi_surat")
        self.again.clicked.connect(self._do_again)
        head = text_label(title, "section", wrap=True)
        buttons = row(STRETCH, self.close_button, self.again, spacing=8)
        whole = column(
            head, self.banner, self.table, self.detail, buttons, spacing=12, margins=(24, 20, 24, 20)
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.again.setVisible(bool(self._left))
        self._tell_cause(told)
        self.resize(theme.px(_WIDE), theme.px(_HIGH))
        self.table.choose_row(0)
        self.table.setFocus()

    def _tell_cause(self, told: Sequence[LetterOutcome]) -> None:
        """Why the rest was not reached."""
        wrong = cause(told)
        if wrong is not None:
            said = sentence(wrong)
            self.banner.say(Tone.BAD, f"Dihentikan. {said.text} {said.advice}".strip())
        elif any(one.error is None and not one.name for one in told):
            self.banner.say(Tone.INFO, "Dihentikan oleh Anda. Yang belum dapat diteruskan dari sini.")

    def _do_again(self) -> None:
        self.accept()
        self.again_wanted.emit(self._left)

    def _say(self, one: LetterOutcome | None) -> None:
        self.detail.setText(outcome_text(one) if one is not None else "")


def _order(one: LetterOutcome) -> int:
    return 0 if one.error is not None else 1 if not one.name else 2
