"""Where an application goes when it does not simply go on: the stage of a return, or who takes it over."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dinsos_desk.domain.routing import Action
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.review.transfer import AGENCY, LONGEST_AGENCY, SERVICE, Target
from ui.context import Context
from ui.requests.elided_combo import ElidedCombo
from ui.widgets.field import Field
from ui.widgets.layouts import column

_NO_SERVICE = "– bukan layanan kantor ini –"


class TargetForm(QWidget):
    """Hidden unless there is something to choose."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tujuan_keputusan")
        self._action: Action | None = None
        self.stage = _combo("kembali_ke", "Kembalikan ke")
        self.service = _combo("layanan_tujuan", "Layanan tujuan")
        self.agency = QLineEdit()
        self.agency.setObjectName("instansi_tujuan")
        self.agency.setMaxLength(LONGEST_AGENCY)
        self.stage_field = Field("Kembalikan ke", self.stage)
        self.service_field = Field("Layanan tujuan", self.service)
        self.agency_field = Field("atau instansi lain", self.agency)
        self.agency.textChanged.connect(self.clear_errors)
        self.service.activated.connect(lambda _: self.clear_errors())
        self.setLayout(column(self.stage_field, self.service_field, self.agency_field, spacing=8))
        self.turn(None, None)

    def ask_services(self, context: Context, view: RequestView) -> None:
        """Read which other services this office offers."""
        desk = context.desk

        def offered() -> list[tuple[str, str]]:
            with desk.reader() as uow:
                codes = uow.services.offered() - {view.service.code}
            known = desk.catalog.services
            return sorted(((c, known[c].short_name) for c in codes if c in known), key=lambda one: one[1])

        context.tasks.run_read(offered, self.set_services, owner=self)

    def set_services(self, services: Sequence[tuple[str, str]]) -> None:
        """Offer other services of this office, by code and name; what is chosen stays chosen."""
        chosen = self.service.currentData()
        self.service.clear()
        self.service.addItem(_NO_SERVICE, "")
        for code, name in services:
            self.service.addItem(name, code)
        self.service.setCurrentIndex(max(self.service.findData(chosen), 0))

    def turn(self, view: RequestView | None, action: Action | None) -> None:
        """Ask what this way of deciding needs to know."""
        if action is not self._action:
            self.agency.clear()
            self.service.setCurrentIndex(0)
        self._action = action
        targets = view.return_targets if view is not None and action is Action.RETURN else ()
        chosen = self.stage.currentData()
        self.stage.clear()
        for code, name in targets:
            self.stage.addItem(name, code)
        self.stage.setCurrentIndex(max(self.stage.findData(chosen), 0) if targets else -1)
        self.stage_field.setVisible(len(targets) > 1)
        self.service_field.setVisible(action is Action.TRANSFER)
        self.agency_field.setVisible(action is Action.TRANSFER)
        self.clear_errors()
        self.setVisible(len(targets) > 1 or action is Action.TRANSFER)

    def asks(self) -> bool:
        """Whether there is something to choose."""
        return not self.isHidden()

    def return_to(self) -> str:
        """The chosen stage of a return; empty for the usual one."""
        return str(self.stage.currentData() or "") if self.stage.count() > 1 else ""

    def target(self) -> Target:
        """Who takes it over."""
        if self._action is not Action.TRANSFER:
            return Target()
        return Target(str(self.service.currentData() or ""), self.agency.text())

    def lacks(self) -> bool:
        """Whether it is not said who takes it over."""
        return self._action is Action.TRANSFER and not (self.target().service or self.agency.text().strip())

    def places(self) -> dict[str, Field]:
        """The fields by the places of faults; none while nothing is asked."""
        asked = self._action is Action.TRANSFER
        return {SERVICE: self.service_field, AGENCY: self.agency_field} if asked else {}

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        self.service_field.clear_error()
        self.agency_field.clear_error()


def _combo(name: str, label: str) -> ElidedCombo:
    combo = ElidedCombo()
    combo.setObjectName(name)
    combo.setAccessibleName(label)
    combo.setSizeAdjustPolicy(ElidedCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    return combo
