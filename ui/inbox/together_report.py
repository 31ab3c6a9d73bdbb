"""What became of each of several applications that were approved together."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import InvalidInput
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.usecases.review.together import Outcome
from ui.context import Context
from ui.letters.outlet import Outlet
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.requests.latest import say_error
from ui.requests.outcome_bar import outcome_words
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.table import Table

_DONE = BadgeSpec("Berhasil", Tone.OK, "check-circle-outline")
_FAILED = BadgeSpec("Gagal", Tone.BAD, "close-circle-outline")
_LEFT = BadgeSpec("Belum diproses", Tone.NEUTRAL, "minus-circle-outline")
_WIDE, _HIGH = 860, 460


def outcome_badge(one: Outcome) -> BadgeSpec:
    """Whether it was decided."""
    return _DONE if one.decided is not None else _FAILED if one.error is not None else _LEFT


def outcome_text(one: Outcome) -> str:
    """Where it went, or why it could not be decided."""
    if one.decided is not None:
        return outcome_words("", Action.APPROVE, one.decided).removeprefix(": ")
    if isinstance(one.error, InvalidInput):
        return " ".join(fault_sentence(fault) for fault in one.error.faults)
    if one.error is not None:
        told = sentence(one.error)
        return f"{told.text} {told.advice}".strip()
    return "Dihentikan sebelum sampai pada permohonan ini; tidak ada yang berubah."


def report_title(does: str, told: Sequence[Outcome]) -> str:
    """How many of them went well."""
    done = sum(one.decided is not None for one in told)
    failed = sum(one.error is not None for one in told)
    left = len(told) - done - failed
    parts = [f"{done} dari {len(told)} berhasil"]
    parts += [f"{failed} gagal"] if failed else []
    parts += [f"{left} belum diproses"] if left else []
    return f"{does}: {', '.join(parts)}"


class TogetherReport(QDialog):
    """A table of results, those that failed above."""

    def __init__(
        self,
        context: Context,
        does: str,
        told: Sequence[Outcome],
        letters: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hasil_bersama")
        title = report_title(does, told)
        self.setWindowTitle("Hasil keputusan bersama")
        self.setAccessibleName(title)
        columns: tuple[ColumnSpec[Outcome], ...] = (
            ColumnSpec("hasil", "Hasil", lambda one: outcome_badge(one).text, width=140, badge=outcome_badge),
            ColumnSpec("tanda_terima", "Tanda terima", lambda one: one.row.receipt, width=110, least=96),
            ColumnSpec(
                "nama",
                "Nama",
                lambda one: one.row.client_name,
                width=180,
                least=110,
                bold=True,
                typeahead=True,
            ),
            ColumnSpec(
                "keterangan", "Keterangan", outcome_text, width=330, stretch=True, tooltip=outcome_text
            ),
        )
        self.model = RowsModel(columns, sorted(told, key=_order), parent=self)
        self.table = Table(context.theme, name="tabel_hasil", label=title)
        self.table.set_model(self.model, columns)
        self.table.setProperty("framed", True)
        self.table.row_chosen.connect(lambda one: self._say(one))
        self.detail = text_label("", "muted", wrap=True)
        self.detail.setObjectName("rincian_hasil")
        self.news = Banner(context.theme, name="kabar_hasil")
        self.outlet = Outlet(context, self)
        self.outlet.refused.connect(lambda error: say_error(self.news, error))
        self.outlet.finished.connect(lambda text: self.news.say(Tone.OK, text))
        self.print = KeyButton(f"Cetak {len(letters)} surat", "Ctrl+P", name="cetak_hasil")
        self.print.clicked.connect(
            lambda: self.outlet.print([self.outlet.letter(letter) for letter in letters])
        )
        self.close_button = KeyButton("Tutup", "Esc", ButtonKind.PRIMARY, name="tutup_hasil")
        self.close_button.clicked.connect(self.accept)
        buttons = row(STRETCH, self.print, self.close_button, spacing=8)
        head = text_label(title, "section", wrap=True)
        whole = column(
            head, self.news, self.table, self.detail, buttons, spacing=12, margins=(24, 20, 24, 20)
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.print.setVisible(bool(letters))
        self.resize(context.theme.px(_WIDE), context.theme.px(_HIGH))
        self.table.choose_row(0)
        self.table.setFocus()

    def _say(self, one: Outcome | None) -> None:
        self.detail.setText(outcome_text(one) if one is not None else "")


def _order(one: Outcome) -> int:
    return 0 if one.error is not None else 1 if one.decided is None else 2
