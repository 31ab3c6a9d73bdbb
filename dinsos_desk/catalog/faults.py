"""What is wrong with a file of the catalogue, said with file and key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dinsos_desk.domain.faults import Fault


@dataclass(frozen=True)
class CatalogFault:
    """One thing wrong with one file: ``key`` is dotted (``route.stages[3].role``), empty for the whole.

    ``reason`` is the technical reason in English, for logs and authors; ``code`` and ``values`` give the
    Indonesian sentence through ``messages.FAULTS``. ``service`` is the code of the service, as far as it
    could be read.
    """

    file: str
    key: str
    reason: str
    code: str = "katalog_isi_salah"
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    service: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"

    def fault(self) -> Fault:
        """The same as a fault whose sentence stands in ``messages.FAULTS``."""
        values = {"berkas": self.file, "kunci": self.key, "rincian": self.reason, **self.values}
        return Fault(self.code, MappingProxyType(values), self.key)


class CatalogError(Exception):
    """A file that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: tuple[CatalogFault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults
