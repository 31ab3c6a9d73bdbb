"""What this computer remembers about scanning: the folder, what becomes of originals, the last folder."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

from dinsos_desk.paths import DataPaths
from ui.look import settings_at

_FOLDER = "pindai/folder"
_DELETE = "pindai/hapus_asli"
_LAST_TAKEN = "pindai/terakhir_diambil"
_CHOSEN_FROM = "pindai/dipilih_dari"


@dataclass(frozen=True)
class ScanSettings:
    """``folder``: where the scanner puts its files, None for none. ``delete``: away with what was taken."""

    folder: Path | None = None
    delete: bool = False


class KeptScanning:
    """Reads and writes the small file of this computer; it holds no personal data."""

    def __init__(self, paths: DataPaths) -> None:
        self._settings: QSettings = settings_at(paths)

    def read(self) -> ScanSettings:
        """The settings as they are now."""
        folder = str(self._settings.value(_FOLDER, "") or "").strip()
        delete = str(self._settings.value(_DELETE, "false")).lower() == "true"
        return ScanSettings(Path(folder) if folder else None, delete)

    def keep(self, wanted: ScanSettings) -> None:
        """Remember other settings."""
        self._settings.setValue(_FOLDER, str(wanted.folder) if wanted.folder else "")
        self._settings.setValue(_DELETE, "true" if wanted.delete else "false")
        self._settings.sync()

    def last_taken(self) -> float:
        """When the newest file taken from the scanner's folder was written."""
        try:
            return float(str(self._settings.value(_LAST_TAKEN, 0)))
        except ValueError:
            return 0.0

    def keep_last_taken(self, moment: float) -> None:
        """Files as old as this one are not offered again."""
        if moment > self.last_taken():
            self._settings.setValue(_LAST_TAKEN, moment)

    def chosen_from(self) -> Path:
        """The folder in which files were chosen last."""
        known = str(self._settings.value(_CHOSEN_FROM, "") or "")
        return Path(known) if known and Path(known).is_dir() else Path.home()

    def keep_chosen_from(self, folder: Path) -> None:
        """Remember where files were chosen."""
        self._settings.setValue(_CHOSEN_FROM, str(folder))
