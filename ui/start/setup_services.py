"""Set-up, third page: which services this desk offers."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QCheckBox, QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Library
from dinsos_desk.domain.faults import Fault
from dinsos_desk.usecases.words import promise_text
from ui.start.setup_draft import SetupDraft, service_faults
from ui.start.setup_step import SetupStep
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.layouts import column, text_label


class ServicesStep(SetupStep):
    """The services of the chosen office are ticked; any other may be offered as well."""

    key = "layanan"
    title = "Layanan"
    hint = "Centang layanan yang diterima di meja ini. Dapat diubah kapan saja di Pengaturan."

    def __init__(self, theme: Theme, draft: SetupDraft, library: Library) -> None:
        super().__init__(theme, draft)
        presets = library.offices.presets
        self.boxes: dict[str, QCheckBox] = {}
        groups: list[QWidget] = []
        services = sorted(library.catalog.services.values(), key=lambda s: (s.office, s.name))
        for office, members in groupby(services, key=lambda service: service.office):
            title = presets[office].title if office in presets else office.replace("_", " ").title()
            groups.append(self._group(title, tuple(members)))
        held = QWidget()
        held.setObjectName("isian_services")
        held.setLayout(column(*groups, spacing=theme.px(14)))
        broken = Banner(theme, name="layanan_rusak")
        if library.catalog.faults:
            files = ", ".join(sorted({fault.file for fault in library.catalog.faults}))
            broken.say(Tone.WARN, f"Berkas layanan ini rusak dan dilewati: {files}.")
        self.lay_out(self.field("services", "Layanan yang diterima", held), broken)
        if self.boxes:
            held.setFocusProxy(next(iter(self.boxes.values())))

    def show_draft(self) -> None:
        for code, box in self.boxes.items():
            box.setChecked(code in self.draft.services)

    def write(self) -> None:
        self.draft.services = frozenset(code for code, box in self.boxes.items() if box.isChecked())

    def faults(self) -> Sequence[Fault]:
        return service_faults(self.draft)

    def _group(self, title: str, services: Sequence[ServiceDef]) -> QWidget:
        parts: list[QWidget] = [text_label(title, "strong")]
        for service in services:
            box = ElidedCheckBox(service.name, name=f"layanan_{service.code}")
            box.setToolTip(f"{service.name}\nWaktu: {promise_text(service)}")
            box.clicked.connect(self._ticked)
            self.boxes[service.code] = box
            parts.append(box)
        whole = QWidget()
        whole.setLayout(column(*parts, spacing=2))
        return whole

    def _ticked(self) -> None:
        self.fields["services"].clear_error()
        self.changed.emit()
