"""The head of a page: title, one line under it, actions at the right."""

from PySide6.QtWidgets import QWidget

from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row


class PageHeader(QWidget):
    """Actions added last stand rightmost; the main one is the only filled button."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kepala_halaman")
        self._title = ElidedLabel(title, "title")
        self._subtitle = ElidedLabel(subtitle, "muted")
        if not subtitle:
            self._subtitle.hide()
        words = column(self._title, self._subtitle, spacing=0)
        self._actions = row(spacing=12)
        whole = row(words, self._actions, spacing=16)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setAccessibleName(title)

    def add_action(self, widget: QWidget) -> None:
        """Put a button, badge or search field at the right."""
        self._actions.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line under the title; an empty one takes no room."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def subtitle(self) -> str:
        """The line under the title."""
        return self._subtitle.text()

    def title(self) -> str:
        """The title that stands there."""
        return self._title.text()
