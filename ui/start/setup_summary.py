"""Set-up, last page: everything at a glance, and what may be finished later."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from ui.start.setup_draft import SetupDraft
from ui.start.setup_step import SetupStep
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton
from ui.widgets.layouts import clear_layout, column, row, rule, text_label


class SummaryStep(SetupStep):
    """Each part leads back to its page."""

    key = "ringkasan"
    title = "Ringkasan"
    hint = "Periksa sekali lagi. Semuanya dapat diubah kemudian di Pengaturan."
    wanted = Signal(int)

    def __init__(self, theme: Theme, draft: SetupDraft, pages: Sequence[SetupStep]) -> None:
        super().__init__(theme, draft)
        self._pages = tuple(pages)
        self.later = Banner(theme, name="nanti_dilengkapi")
        self._parts = column(spacing=theme.px(10))
        self.lay_out(self.later, self._parts)

    def show_draft(self) -> None:
        clear_layout(self._parts)
        for place, page in enumerate(self._pages):
            self._parts.addWidget(self._part(place, page))
        left = [line for page in self._pages if not page.faults() for line in page.remarks()]
        if left:
            self.later.say(Tone.INFO, "\n".join(["Dapat dilengkapi kemudian di Pengaturan:", *left]))
        else:
            self.later.clear()

    def write(self) -> None:
        """Nothing is typed here."""

    def faults(self) -> Sequence[Fault]:
        return ()

    def _part(self, place: int, page: SetupStep) -> QWidget:
        faulty = bool(page.faults())
        link = LinkButton("Perbaiki" if faulty else "Ubah", name=f"ubah_{page.key}")
        link.setAccessibleName(f"{link.text()}: {page.title}")
        link.clicked.connect(lambda: self.wanted.emit(place))
        name = text_label(page.title, "strong", wrap=True)
        name.setFixedWidth(self.theme.px(170))
        said = ["Belum lengkap."] if faulty else [line for line in page.summary() if line] or ["Belum diisi."]
        words = text_label("\n".join(said), "error" if faulty else "", wrap=True)
        words.setObjectName(f"ringkas_{page.key}")
        whole = QWidget()
        line = row(name, words, link, spacing=12)
        line.setStretch(1, 1)
        whole.setLayout(column(line, rule(), spacing=8))
        return whole
