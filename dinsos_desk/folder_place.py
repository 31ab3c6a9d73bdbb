"""Where a data folder lies: on this computer's own disk, or where a database may break.

SQLite's write-ahead log needs memory shared between programs, which network shares do not give, and
programs that synchronise a folder copy a database in the middle of a save.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path, PurePath

LEAST_FREE_BYTES = 500_000_000
"""Below this the office is told: a backup before an update needs room."""

_CLOUD_NAMES = (
    *(
        "onedrive",
        "google drive",
        "googledrive",
        "my drive",
        "drive saya",
        "dropbox",
        "icloud",
        "iclouddrive",
    ),
    *("nextcloud", "owncloud", "megasync", "pcloud", "box sync"),
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4
_NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs", "afs"})


class Place(StrEnum):
    """What kind of place a folder is in, as far as a database is concerned."""

    OWN_DISK = "disk_sendiri"
    NETWORK = "jaringan"
    CLOUD = "awan"
    REMOVABLE = "lepasan"


def place_of(folder: Path, environ: Mapping[str, str] = os.environ) -> Place:
    """The kind of place. Where nothing can be found out it is taken for the computer's own disk."""
    if is_network(folder):
        return Place.NETWORK
    if is_cloud(folder, environ):
        return Place.CLOUD
    if sys.platform == "win32" and _drive_type(folder) == _DRIVE_REMOVABLE:
        return Place.REMOVABLE
    return Place.OWN_DISK


def is_cloud(folder: PurePath, environ: Mapping[str, str]) -> bool:
    """Whether the folder lies in one that a program synchronises, by its name or by what Windows says."""
    text = str(folder).replace("\\", "/").casefold()
    for variable in _CLOUD_VARIABLES:
        root = environ.get(variable, "").replace("\\", "/").rstrip("/").casefold()
        if root and (text == root or text.startswith(root + "/")):
            return True
    parts = [part for part in text.split("/") if part]
    return any(part == name or part.startswith(f"{name} - ") for part in parts for name in _CLOUD_NAMES)


def is_network(folder: Path) -> bool:
    """Whether the folder lies on another computer."""
    if str(folder).startswith(("\\\\", "//")) and sys.platform == "win32":
        return not str(folder).startswith("\\\\?\\") or str(folder).upper().startswith("\\\\?\\UNC\\")
    if sys.platform == "win32":
        return _drive_type(folder) == _DRIVE_REMOTE
    return _file_system(folder) in _NETWORK_SYSTEMS


def free_bytes(folder: Path) -> int | None:
    """Room left on the disk of a folder that may not exist yet; None when the system does not say."""
    for known in (folder, *folder.parents):
        if known.exists():
            try:
                return shutil.disk_usage(known).free
            except OSError:
                return None
    return None


def _drive_type(folder: Path) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor))


def _file_system(folder: Path) -> str:
    """The file system of the longest mount point that holds the folder, from Linux's own table."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, system = -1, ""
    target = folder.absolute().as_posix()
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").rstrip("/")
        if (target == point or target.startswith(point + "/")) and len(point) >= best:
            best, system = len(point), parts[2]
    return system
