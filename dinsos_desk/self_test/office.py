"""The check of an office's data folder: it looks and writes nothing there but its lock."""

import re
from dataclasses import dataclass
from pathlib import Path

from dinsos_desk.db.inspection import Inspection, inspect
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.folder_place import LEAST_FREE_BYTES, Place, free_bytes, place_of
from dinsos_desk.messages import sentence
from dinsos_desk.messages.places import PLACES
from dinsos_desk.paths import DataPaths
from dinsos_desk.self_test.findings import Check, FailedError, NoticeError, SkippedError
from dinsos_desk.vault.keys import DataKey, KeyRing
from dinsos_desk.vault.store import EncryptedStore

_MEGABYTE = 1_000_000
_MOST_NAMED = 5
_ADDRESS = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass
class OfficeTest:
    """The checks of one data folder, opened with a user's sign-in name and password."""

    folder: DataPaths
    ring: KeyRing
    login: str
    password: str
    _key: DataKey | None = None
    _seen: Inspection | None = None

    def checks(self) -> tuple[tuple[str, Check], ...]:
        """Every check with its subject."""
        return (
            ("Folder data", self._place),
            ("Ruang disk", self._room),
            ("Kunci", self._open),
            ("Basis data", self._inspect),
            ("Revisi basis data", self._revision),
            ("Hubungan antardata", self._links),
            ("Berkas tersimpan", self._files),
            ("Berkas tanpa catatan", self._strays),
        )

    def _place(self) -> str:
        place = place_of(self.folder.root)
        if place is not Place.OWN_DISK:
            raise NoticeError(PLACES[place])
        return str(self.folder.root)

    def _room(self) -> str:
        free = free_bytes(self.folder.root)
        if free is None:
            raise SkippedError("tidak diketahui")
        size = self.folder.database.stat().st_size if self.folder.database.is_file() else 0
        told = f"{free // _MEGABYTE:,} MB kosong".replace(",", ".")
        if free < max(LEAST_FREE_BYTES, 2 * size):
            raise NoticeError(f"Tinggal {told}. Kosongkan sebagian ruang agar cadangan dapat dibuat.")
        return told

    def _open(self) -> str:
        self._key = self.ring.open(self.login, self.password)
        return f"terbuka; {len(self.ring.logins())} pengguna memegang kunci"

    def _inspect(self) -> str:
        if self._key is None:
            raise SkippedError("tidak dapat dibuka tanpa kunci")
        self._seen = inspect(self.folder.database, self._key.database_key())
        if self._seen.damage:
            told = "\n".join(self._seen.damage)
            raise FailedError(
                f"Ada yang rusak. Jangan menghapus berkas apa pun; pulihkan dari cadangan.\n{told}"
            )
        size = self.folder.database.stat().st_size / _MEGABYTE
        return f"utuh; {size:.1f} MB, {self._seen.requests} permohonan".replace(".", ",", 1)

    def _revision(self) -> str:
        seen = self._need_seen()
        if not seen.known:
            raise FailedError(
                f"Basis data dibuat oleh versi program yang lebih baru (revisi {seen.revision}). "
                "Perbarui program ini."
            )
        if not seen.current:
            raise NoticeError(
                f"Revisi {seen.revision} akan diperbarui ketika program dibuka, dengan cadangan."
            )
        return f"revisi {seen.revision}, sesuai dengan program"

    def _links(self) -> str:
        broken = self._need_seen().broken_links
        if broken:
            raise FailedError("Ada data yang menunjuk ke tempat kosong:\n" + "\n".join(broken))
        return "semuanya cocok"

    def _files(self) -> str:
        seen, key = self._need_seen(), self._key
        assert key is not None
        store = EncryptedStore(self.folder.store, key.store_key())
        faults: list[str] = []
        for address in sorted(seen.addresses):
            try:
                store.get(address)
            except EnvironmentProblem as error:
                faults.append(f"{address[:12]}…: {_short(error)}")
        if faults:
            rest = f"\nserta {len(faults) - _MOST_NAMED} lainnya" if len(faults) > _MOST_NAMED else ""
            told = "\n".join(faults[:_MOST_NAMED])
            raise FailedError(
                f"{len(faults)} dari {len(seen.addresses)} berkas tidak dapat dibaca. Pulihkan folder "
                f"{self.folder.store.name} dari cadangan.\n{told}{rest}"
            )
        return f"{len(seen.addresses)} berkas cocok dengan alamatnya"

    def _strays(self) -> str:
        seen = self._need_seen()
        strays = [name for name in _names(self.folder.store) if name not in seen.addresses]
        if strays:
            raise NoticeError(f"{len(strays)} berkas tidak disebut oleh data mana pun; tidak mengganggu.")
        return "tidak ada"

    def _need_seen(self) -> Inspection:
        if self._seen is None:
            raise SkippedError("basis data tidak terbaca")
        return self._seen


def _short(error: DeskError) -> str:
    return sentence(error).text


def _names(store: Path) -> list[str]:
    """The files of the store by their addresses; temporary files of a killed program are none."""
    return [path.name for path in store.glob("??/*") if _ADDRESS.fullmatch(path.name)]
