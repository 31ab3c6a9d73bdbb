"""Why an obligation of a service is not met, and whether it still returns."""

from PySide6.QtWidgets import QBoxLayout, QDialog, QWidget

from dinsos_desk.usecases.obligations.periodic import FOR_GOOD, LONGEST_NOTE, ONCE
from ui.dialogs import TextDialog
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, SegmentedControl

_SPANS = (Segment(ONCE, "Kali ini saja", "K"), Segment(FOR_GOOD, "Seterusnya", "S"))


class DropDialog(TextDialog):
    """A reason; of an obligation that returns also whether it is dropped this time or for good."""

    def __init__(self, parent: QWidget | None, text: str, returns: bool) -> None:
        super().__init__(
            parent, f"Tidak jadi: {text}?", "Alasan", multi_line=True, action_label="Tidak jadi",
            max_length=LONGEST_NOTE,
        )  # fmt: skip
        self.setObjectName("batalkan_kewajiban")
        self.span = SegmentedControl(_SPANS, name="jangka_batal", label="Berlaku untuk")
        self.span.set_value(ONCE)
        if returns:
            layout = self.layout()
            assert isinstance(layout, QBoxLayout)
            layout.insertWidget(2, Field("Berlaku untuk", self.span))
            QWidget.setTabOrder(self.editor, self.span)
            QWidget.setTabOrder(self.span, self.cancel)
        else:
            self.span.setParent(self)
            self.span.hide()

    @classmethod
    def ask(cls, parent: QWidget, text: str, returns: bool) -> tuple[str, bool] | None:
        """The reason, and whether it is for good; None when the person turned back."""
        dialog = cls(parent, text, returns)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog.value(), dialog.span.value() == FOR_GOOD
        finally:
            dialog.deleteLater()
