"""What leaves the room of recaps: the workbook opened or saved, and the whole package in a folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.office.posts import office_posts
from dinsos_desk.usecases.office.setup import offered_services
from dinsos_desk.usecases.recaps.choices import Sending, keep_sending, sending_of
from dinsos_desk.usecases.recaps.covering import Covering, CoverKind, default_recipient
from dinsos_desk.usecases.recaps.package import Maker as PackageMaker
from dinsos_desk.usecases.recaps.package import Package, build_package, write_package
from dinsos_desk.usecases.recaps.periods import period_name
from dinsos_desk.usecases.recaps.workbook import Workbook
from ui.context import Context
from ui.deliverer import Deliverer
from ui.recaps.figures import sees_whole_office, workbook
from ui.recaps.package_dialog import Offer, PackageDialog
from ui.tasks import IsCancelled, Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.progress_line import ProgressLine

_ONLY_OFFICE = "Excel memuat daftar permohonan semua bidang; mintalah kepada loket atau Sekretaris."
IN_EXCEL = "{nama} dibuka di Excel."
_STOPPED = "Penyusunan rekap dihentikan; tidak ada berkas yang dibuat."


class Maker(Deliverer):
    """One work at a time; ``period`` says for which days."""

    def __init__(self, context: Context, banner: Banner, progress: ProgressLine, page: QWidget) -> None:
        super().__init__(context, banner, progress, page, stopped=_STOPPED)
        self.period: Callable[[], Period] | None = None
        self.ask_package = PackageDialog.ask
        self.save = KeyButton("Simpan Excel…", "Ctrl+S", name="rekap_simpan")
        self.make = KeyButton("Buat Excel", "Ctrl+Return", ButtonKind.PRIMARY, name="rekap_excel")
        self.send = KeyButton("Kirim paket", "F9", name="rekap_paket")
        self.set_up = KeyButton("Atur paket", "Shift+F9", name="rekap_atur_paket")
        self.layouts = KeyButton("Tata letak kantor", "Alt+T", name="rekap_tata_letak")
        self.make.clicked.connect(lambda: self._build(lambda made: self.open_made(made, IN_EXCEL)))
        self.save.clicked.connect(lambda: self._build(self.save_made))
        self.send.clicked.connect(lambda: self._offer(at_once=True))
        self.set_up.clicked.connect(lambda: self._offer(at_once=False))
        self.busy_changed.connect(self._set_busy)
        self._set_busy(busy=False)

    def head(self) -> tuple[QWidget, ...]:
        """The buttons beside the title."""
        return (self.layouts, self.set_up)

    def foot(self) -> tuple[QWidget, ...]:
        """The buttons below, the main one last."""
        return (self.save, self.send, self.make)

    def _chosen(self) -> Period:
        assert self.period is not None
        return self.period()

    def _build(self, deliver: Callable[[Workbook], None]) -> None:
        period, desk, actor = self._chosen(), self._context.desk, self._context.actor
        self.start(lambda report, cancelled: workbook(desk, actor, period, report), deliver, "Menyusun rekap")

    def _buttons(self) -> tuple[KeyButton, ...]:
        return (self.save, self.make, self.send, self.set_up)

    def _set_busy(self, busy: bool) -> None:
        may = sees_whole_office(self._context.actor)
        for button in self._buttons():
            button.setEnabled(may and not busy)
            button.setToolTip("" if may else _ONLY_OFFICE)

    def _offer(self, *, at_once: bool) -> None:
        """Send as last time, or ask first: the first time, on wish, or when the folder is not there."""
        desk, actor, period = self._context.desk, self._context.actor, self._chosen()

        def read() -> Offer:
            posts = sorted(office_posts(desk), key=lambda post: post.code != HEAD_POST)
            with desk.reader() as uow:
                office = uow.offices.get()
                usual = {kind: default_recipient(kind, office.name, office.government) for kind in CoverKind}
            last = sending_of(desk.reader(), actor)
            return Offer(tuple((p.code, p.name) for p in posts), usual, last, period_name(period))

        def show(offer: Offer) -> None:
            last = offer.last
            if at_once and last is not None and last.folder and Path(last.folder).is_dir():
                self._send(period, last.covering, Path(last.folder))
                return
            chosen = self.ask_package(self._page, offer)
            if chosen is not None:
                self._send(period, *chosen)

        self._context.tasks.run_read(read, show, self.fail, owner=self)

    def _send(self, period: Period, covering: Covering, folder: Path) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> tuple[Path, Package]:
            offered = offered_services(desk.reader())
            maker = PackageMaker(desk.catalog.services, offered, desk.letters, actor.name, desk.now())
            with desk.reading() as session:
                package = build_package(desk.reader, session, maker, period, covering, report)
            report(0, 0, "Menulis ke folder")
            return write_package(folder, package), package

        def tell(made: tuple[Path, Package]) -> None:
            path, package = made
            for name in package.files:
                self._context.outputs.handed_on.emit(Deed.SAVED.value, name)
            sending = Sending(covering, str(folder))
            self._context.tasks.run_write(lambda: keep_sending(desk.uow(), actor, sending))
            said = f"Paket tersimpan di {path} ({format_number(len(package.files))} berkas)."
            if package.without_pdf:
                said += " PDF tidak dibuat: Word atau LibreOffice tidak ditemukan di komputer ini."
            self._banner.say(Tone.WARN if package.left_out else Tone.OK, " ".join((said, *package.left_out)))

        self.start(work, tell, "Menyusun paket rekap")
