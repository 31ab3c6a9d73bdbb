"""Small news after a commit: models listen and query again, no widget pokes another."""

from PySide6.QtCore import QObject, Signal


class Events(QObject):
    """One object per window, passed by constructor. Every signal is emitted after the commit."""

    request_changed = Signal(int)
    """An application was taken, moved on or corrected; carries its id."""
    person_changed = Signal(int)
    """A person or institution was added or corrected; carries its id."""
    settings_changed = Signal()
    services_changed = Signal()
    """A service was published, reset, offered or taken back; whoever hears of settings hears of it too."""
    users_changed = Signal()
    drafts_changed = Signal()
    letters_changed = Signal()
    queue_changed = Signal()
    """A ticket number was given, called or ended."""
    mail_changed = Signal()
    """An incoming letter was entered or corrected, or a disposition given, done or withdrawn."""
    tickler_changed = Signal()
    """A reminder was made, done, dropped or taken up again."""
    complaints_changed = Signal()
    """A complaint was written down, moved on or corrected."""
    look_changed = Signal()
    """The kept look (``ui.look``) was changed; the window dresses anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services_changed.connect(self.settings_changed)
