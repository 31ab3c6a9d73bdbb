"""Set-up, fifth page: which services this desk offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtWidgets import QLabel, QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Library
from dinsos_desk.domain.faults import Fault
from dinsos_desk.usecases.letters.words import promise_text
from ui.start.setup_draft import SetupDraft, service_faults
from ui.start.setup_step import SetupStep
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.layouts import clear_layout, column, row, text_label
from ui.widgets.search_field import SearchField

_FROM_FILE = "Layanan dari berkas penyiapan"


@dataclass(frozen=True)
class Group:
    """The services of one office as they stand on the page."""

    title: str
    whole: QWidget
    count: QLabel
    codes: tuple[str, ...]


class ServicesStep(SetupStep):
    """The services of the chosen office are ticked; any other may be offered as well."""

    key = "layanan"
    title = "Layanan"
    hint = "Centang layanan yang diterima di meja ini. Dapat diubah kapan saja di Pengaturan."

    def __init__(self, theme: Theme, draft: SetupDraft, library: Library) -> None:
        super().__init__(theme, draft)
        self._library = library
        self._shown: Mapping[str, ServiceDef] = {}
        self.boxes: dict[str, ElidedCheckBox] = {}
        self.groups: list[Group] = []
        self.search = SearchField(theme, "Cari layanan", name="cari_layanan")
        self.search.searched.connect(self._narrow)
        self.search.submitted.connect(lambda _: self.search.focusNextPrevChild(True))
        self.search.left_down.connect(lambda: self.search.focusNextPrevChild(True))
        self.count = text_label("", "strong")
        self.nothing = text_label("Tidak ada layanan dengan kata itu. Esc mengosongkan pencarian.", "muted")
        self.nothing.hide()
        self._list = column(spacing=theme.px(14))
        held = QWidget()
        held.setObjectName("isian_services")
        top = row(self.search, self.count, spacing=12)
        top.setStretch(0, 1)
        held.setLayout(column(top, self.nothing, self._list, spacing=theme.px(12)))
        held.setFocusProxy(self.search)
        broken = Banner(theme, name="layanan_rusak")
        if library.catalog.faults:
            files = ", ".join(sorted({fault.file for fault in library.catalog.faults}))
            broken.say(Tone.WARN, f"Berkas layanan ini rusak dan dilewati: {files}.")
        self.lay_out(self.field("services", "Layanan yang diterima", held), broken)

    def show_draft(self) -> None:
        catalog = self.draft.catalog(self._library)
        if catalog != self._shown:
            self._make_groups(catalog)
        for code, box in self.boxes.items():
            box.setChecked(code in self.draft.services)
        self._count()

    def write(self) -> None:
        if self._shown:
            self.draft.services = frozenset(code for code, box in self.boxes.items() if box.isChecked())

    def faults(self) -> Sequence[Fault]:
        return service_faults(self.draft)

    def summary(self) -> Sequence[str]:
        catalog = self.draft.catalog(self._library)
        names = sorted(catalog[code].short_name for code in self.draft.services if code in catalog)
        return (f"{len(names)} layanan: {', '.join(names)}",) if names else ()

    def _make_groups(self, catalog: Mapping[str, ServiceDef]) -> None:
        clear_layout(self._list)
        self.boxes.clear()
        self.groups.clear()
        self._shown = catalog
        presets = self._library.offices.presets
        own = {service.code for service in self.draft.file.own} if self.draft.file else set()

        def title(service: ServiceDef) -> str:
            if service.code in own:
                return _FROM_FILE
            preset = presets.get(service.office)
            return preset.title if preset else service.office.replace("_", " ").title()

        services = sorted(catalog.values(), key=lambda s: (s.code not in own, title(s), s.name))
        for named, members in groupby(services, key=title):
            self._list.addWidget(self._group(named, tuple(members)))

    def _group(self, title: str, services: Sequence[ServiceDef]) -> QWidget:
        number = len(self.groups)
        count = text_label("", "small")
        every = LinkButton("Pilih semua", name=f"pilih_semua_{number}")
        none = LinkButton("Kosongkan", name=f"kosongkan_{number}")
        for button, ticked in ((every, True), (none, False)):
            button.setAccessibleName(f"{button.text()}: {title}")
            button.clicked.connect(lambda _=False, ticked=ticked: self._tick_all(number, ticked))
        parts = []
        for service in services:
            box = ElidedCheckBox(service.name, name=f"layanan_{service.code}")
            box.setToolTip(f"{service.name}\nWaktu: {promise_text(service)}")
            box.clicked.connect(self._ticked)
            self.boxes[service.code] = box
            parts.append(box)
        head = row(ElidedLabel(title, "strong"), count, every, none, spacing=8)
        head.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(column(head, *parts, spacing=2))
        self.groups.append(Group(title, whole, count, tuple(service.code for service in services)))
        return whole

    def _tick_all(self, number: int, ticked: bool) -> None:
        """Tick or clear what is shown of a group."""
        for code in self.groups[number].codes:
            if not self.boxes[code].isHidden():
                self.boxes[code].setChecked(ticked)
        self._ticked()

    def _narrow(self, text: str) -> None:
        """Show the services whose name, short name or office holds every word."""
        words = text.casefold().split()
        found = 0
        for group in self.groups:
            here = 0
            for code in group.codes:
                service = self._shown[code]
                among = f"{service.name} {service.short_name} {group.title}".casefold()
                fits = all(word in among for word in words)
                self.boxes[code].setVisible(fits)
                here += fits
            group.whole.setVisible(here > 0)
            found += here
        self.nothing.setVisible(not found)

    def _ticked(self) -> None:
        self.fields["services"].clear_error()
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        chosen = 0
        for group in self.groups:
            here = sum(self.boxes[code].isChecked() for code in group.codes)
            group.count.setText(f"{here} dari {len(group.codes)} dipilih")
            chosen += here
        self.count.setText(f"{chosen} layanan dipilih")
