"""Jejak audit: who did what and when; searched, printed and exported, never changed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from dinsos_desk.db.queries.audit.trail import TrailFilter
from dinsos_desk.domain.audit import Kind
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.audit.trail import KIND_WORDS, AuditLine, known_users, narrowed, trail
from dinsos_desk.usecases.recaps.workbook import Workbook
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.paged_model import PagedModel, PageRequest
from ui.settings.section import Section
from ui.tasks import IsCancelled, LongTask, Report
from ui.theme import Tone
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.later_progress import follow_when_long
from ui.widgets.layouts import column, row
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.progress_line import ProgressLine
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_ALL = ""
_TYPING_MS = 300
_COLUMNS: tuple[ColumnSpec[AuditLine], ...] = (
    ColumnSpec("waktu", "Waktu", lambda line: f"{line.at:%d/%m/%Y %H.%M}", width=130, least=124),
    ColumnSpec("pengguna", "Pengguna", lambda line: line.user, width=160, least=90, typeahead=True),
    ColumnSpec("perbuatan", "Perbuatan", lambda line: line.what, width=210, least=130, bold=True),
    ColumnSpec("tentang", "Tentang", lambda line: line.about or "—", width=200, least=110, stretch=True),
    ColumnSpec("keterangan", "Keterangan", lambda line: line.detail, width=150, least=90, drop=1),
)


class AuditSection(Section):
    """Narrowed by user, sort, period and text; further rows come as one scrolls."""

    key = "jejak_audit"
    title = "Jejak audit"
    icon = "text-box-search-outline"
    intro = "Siapa melakukan apa dan kapan. Catatan ini tidak dapat diubah atau dihapus oleh siapa pun."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.user = QuietCombo(name="jejak_pengguna", label="Pengguna", letters=12)
        self.user.set_choices([(_ALL, "Semua pengguna")])
        self.kind = QuietCombo(name="jejak_jenis", label="Jenis", letters=12)
        self.kind.set_choices(
            [(_ALL, "Semua jenis"), *((kind.value, words) for kind, words in KIND_WORDS.items())]
        )
        self.text = QLineEdit()
        self.text.setObjectName("jejak_cari")
        self.text.setAccessibleName("Cari dalam jejak audit")
        self.text.setPlaceholderText("Nomor, nama, atau perbuatan")
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(100)
        self.period = PeriodPicker(theme, self._today)
        self.word = KeyButton("Cetak ke Word", "Ctrl+P", name="jejak_cetak")
        self.excel = KeyButton("Ekspor ke Excel", "Ctrl+S", name="jejak_ekspor")
        self.model: PagedModel[AuditLine] = PagedModel(
            _COLUMNS,
            tasks=context.tasks,
            identity=lambda line: (line.row.source, line.row.id),
            parent=self,
        )
        self.table = Table(theme, name="jejak_daftar", label=self.title)
        self.table.set_model(self.model, _COLUMNS)
        self.table.set_empty("text-box-search-outline", "Tidak ada catatan yang cocok dalam periode ini.")
        self.count = ElidedLabel("", "small")
        self.progress = ProgressLine()
        self.progress.hide()
        self.task: LongTask | None = None
        card = Card(padding=1)
        card.body.addWidget(self.table)
        chosen = row(self.user, self.kind, self.text, spacing=8)
        chosen.setStretch(2, 1)
        last = row(self.count, self.word, self.excel, spacing=8)
        last.setStretch(0, 1)
        whole = column(self.head, self.banner, chosen, self.period, card, self.progress, last, spacing=12)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self._patience = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._patience.timeout.connect(self._show)
        self.text.textChanged.connect(lambda _: self._patience.start())
        for combo in (self.user, self.kind):
            combo.activated.connect(lambda: self._show())
        self.period.changed.connect(lambda _: self._show())
        for signal in (self.model.modelReset, self.model.rowsInserted):
            signal.connect(lambda *_: self._count())
        self.word.clicked.connect(lambda: self._make(_word, self._open))
        self.excel.clicked.connect(lambda: self._make(_excel, self._save))
        self.setFocusProxy(self.text)

    def load(self) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.read(lambda: known_users(desk.reader(), actor), self._offer)
        self._show()

    def step_back(self) -> bool:
        if not self.text.text():
            return False
        self.text.clear()
        return True

    def wanted(self) -> TrailFilter:
        """What is asked for."""
        user, kind = self.user.value(), self.kind.value()
        return narrowed(
            self.period.period(),
            int(user) if user != _ALL else None,
            Kind(kind) if kind != _ALL else None,
            self.text.text(),
        )

    def told(self) -> str:
        """What the list is narrowed by, in words; empty for nothing."""
        parts = [combo.currentText() for combo in (self.user, self.kind) if combo.value() != _ALL]
        sought = self.wanted().text
        return ", ".join([*parts, f"memuat “{sought}”"] if sought else parts)

    def _offer(self, users: Sequence[tuple[int, str]]) -> None:
        chosen = self.user.value()
        self.user.set_choices([(_ALL, "Semua pengguna"), *((str(i), name) for i, name in users)], chosen)

    def _show(self) -> None:
        self._patience.stop()
        desk, actor, wanted = self.context.desk, self.context.actor, self.wanted()

        def source(page: PageRequest[AuditLine]) -> Sequence[AuditLine]:
            return trail(desk.reader(), actor, wanted, page.after.row if page.after else None, page.limit)

        self.model.set_source(source)

    def _count(self) -> None:
        rows = self.model.rowCount()
        more = "" if self.model.complete else " pertama; gulir untuk yang lebih lama"
        self.count.setText(f"{rows} catatan{more}." if rows else "")

    def _make(self, maker: Callable[..., Workbook], then: Callable[[str, bytes], object]) -> None:
        """Make a document of everything that fits, off the window's thread."""
        if self.task is not None:
            return
        context, wanted, told = self.context, self.wanted(), self.told()
        self.banner.clear()

        def work(report: Report, cancelled: IsCancelled) -> Workbook:
            return maker(
                context,
                wanted,
                told,
                lambda done: report(done, 0, f"{done} catatan disusun"),
            )

        def made(file: Workbook) -> None:
            try:
                then(file.name, file.content)
            except DeskError as error:
                say_failure(context, self.banner, error)

        self._allow(False)
        self.task = context.tasks.run_long(
            work, made, lambda error: say_failure(context, self.banner, error), owner=self
        )
        self.task.finished.connect(self._end)
        follow_when_long(self.progress, self.task, "Menyusun jejak audit")

    def _end(self) -> None:
        self.task = None
        self._allow(True)

    def _allow(self, may: bool) -> None:
        for button in (self.word, self.excel):
            button.setEnabled(may)

    def _open(self, name: str, content: bytes) -> None:
        self.context.outputs.open(name, content)
        self.banner.say(Tone.OK, f"{name} dibuka. Cetaklah dari sana.")

    def _save(self, name: str, content: bytes) -> None:
        path = self.context.outputs.save_as(self, name, content)
        if path is not None:
            self.banner.say(Tone.OK, f"Jejak audit tersimpan di {path}")

    def _today(self) -> date:
        return self.today()


def _word(context: Context, wanted: TrailFilter, told: str, said: Callable[[int], None]) -> Workbook:
    from dinsos_desk.usecases.audit.prints import print_trail  # loads python-docx: only when wanted

    desk = context.desk
    return print_trail(desk.reader(), desk.letters, context.actor, wanted, told, desk.now(), said)


def _excel(context: Context, wanted: TrailFilter, told: str, said: Callable[[int], None]) -> Workbook:
    from dinsos_desk.usecases.audit.prints import export_trail  # loads openpyxl: only when wanted

    desk = context.desk
    return export_trail(desk.reader(), context.actor, wanted, told, desk.now(), said)
