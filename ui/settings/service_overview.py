"""What a service file says, in short: promise, people, papers, route and products."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.checklist import Need, Requirement
from dinsos_desk.usecases.letters.words import fee_text, promise_text
from dinsos_desk.usecases.office.users import ROLE_NAMES
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, clear_layout, column, text_label

_NEEDS = {
    Need.MANDATORY: "",
    Need.CONDITIONAL: " (bersyarat)",
    Need.IF_ANY: " (jika ada)",
    Need.FACT: " (keadaan pemohon)",
}


def overview(service: ServiceDef) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their lines."""
    about = (
        f"Jangka waktu: {promise_text(service)}",
        f"Biaya: {fee_text(service)}",
        f"Bidang: {service.division or 'tidak ditentukan'}",
        f"Sumber: {service.source}",
    )
    stages = tuple(
        f"{number}. {stage.name} ({stage.post or ROLE_NAMES[stage.role]})"
        for number, stage in enumerate(service.route.stages, 1)
    )
    return (
        ("Standar", about),
        ("Pihak", tuple(party.label for party in service.parties)),
        ("Persyaratan", tuple(map(_requirement, service.requirements))),
        ("Tahap", stages),
        ("Hasil", tuple(product.name for product in service.products)),
    )


def _requirement(requirement: Requirement) -> str:
    either = " atau ".join(alternative.text for alternative in requirement.alternatives)
    note = f": {either}" if either else ""
    return f"• {requirement.text}{note}{_NEEDS[requirement.need]}"


class ServiceOverview(Card):
    """Scrolls; says so when nothing is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(" ", name="layanan_ikhtisar", parent=parent)
        inner = QWidget()
        self._lines = column(spacing=4)
        inner.setLayout(column(self._lines, STRETCH, margins=(0, 0, theme.px(4), 0)))
        self.scroll = FormScroll(inner, name="layanan_ikhtisar_gulir")
        self.body.addWidget(self.scroll)
        self.show_service(None)

    def show_service(self, service: ServiceDef | None, about: Sequence[str] = ()) -> None:
        """Show a service; None for none. ``about``: what is to be said of it at this office."""
        clear_layout(self._lines)
        if service is None:
            self.set_title("Ikhtisar")
            self._add("", ("Pilih layanan untuk melihat persyaratan dan tahapnya.",))
            return
        self.set_title(service.name)
        self._add("Di kantor ini", about)
        for heading, lines in overview(service):
            self._add(heading, lines)
        self.scroll.verticalScrollBar().setValue(0)

    def show_broken(self, name: str, about: Sequence[str], faults: Sequence[str]) -> None:
        """Show why a service cannot be used; one that is only a draft has no faults yet."""
        clear_layout(self._lines)
        self.set_title(name)
        self._add("Di kantor ini", about)
        if not faults:
            self._add("", ("Belum pernah terbit: buka konsepnya untuk melanjutkan.",))
            return
        self._lines.addWidget(text_label("Layanan ini rusak dan tidak dapat dipakai", "strong", wrap=True))
        for fault in faults:
            self._lines.addWidget(text_label(fault, "error", wrap=True))

    def _add(self, heading: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        if heading:
            self._lines.addWidget(text_label(heading, "strong"))
        for line in lines:
            self._lines.addWidget(text_label(line, "muted", wrap=True))
        self._lines.addSpacing(8)
