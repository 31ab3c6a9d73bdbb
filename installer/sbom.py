"""The software bill of materials (CycloneDX) of a frozen program, and the licence texts that go with it."""

import importlib.metadata as metadata
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import bundle
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot5
from packageurl import PackageURL

_NAMED = {
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-2.1-or-later",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "LGPL": "LGPL-2.1-or-later",
}
"""What older packages write, as SPDX names."""

_KNOWN = {
    "sqlcipher3": "Zlib AND BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "docxtpl": "LGPL-2.1-only",
    "cobble": "BSD-2-Clause",
    "segno": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
}
"""Where the package itself names none, or not by an SPDX name."""

_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*|\([A-Za-z0-9.+() -]+\)")


@dataclass(frozen=True)
class Part:
    """One thing in the bundle that somebody else made."""

    name: str
    version: str
    licence: str
    purl: str = ""
    texts: tuple[tuple[str, str], ...] = ()


def parts(names: Iterable[str], site: Path, modules: Iterable[str], python: str) -> tuple[Part, ...]:
    """The packages of ``names`` as they stand in ``site``, and what is bundled besides packages.

    ``modules`` are the names of the bundle's files, ``python`` the version of its Python.
    """
    present = frozenset(modules)
    found = {_plain(known.name): known for known in metadata.distributions(path=[str(site)]) if known.name}
    packages = [_package(found[_plain(name)]) for name in sorted(names) if _plain(name) in found]
    return (*packages, *_others(present, python))


def write(target: Path, found: Iterable[Part]) -> None:
    """The bill as CycloneDX 1.5 JSON. Nothing in it depends on when it was made."""
    own = Component(
        name=bundle.PROGRAM,
        version=bundle.version(),
        type=ComponentType.APPLICATION,
        bom_ref=bundle.PROGRAM,
    )
    components = [_component(part) for part in found]
    bom = Bom(components=components)
    bom.metadata.component = own
    bom.register_dependency(own, components)
    text = JsonV1Dot5(bom).output_as_string(indent=1)
    text = re.sub(r'\n *"serialNumber": "[^"]*",', "", text)
    text = re.sub(r'\n *"timestamp": "[^"]*",?', "", text)
    target.write_text(re.sub(r",(\s*\})", r"\1", text) + "\n", encoding="utf-8")


def write_licences(target: Path, found: Iterable[Part]) -> None:
    """Every licence text that the packages carry, in one file for people."""
    pieces = [
        f"{bundle.NAME} {bundle.version()} memuat perangkat lunak pihak lain berikut.\n",
        "Pustaka Qt dan PySide6 (LGPL-3.0-only) terpasang sebagai berkas tersendiri di folder ini dan boleh "
        "diganti; kode sumbernya tersedia di https://download.qt.io/official_releases/.\n",
    ]
    for part in found:
        pieces.append(f"\n{'=' * 100}\n{part.name} {part.version}: {part.licence}\n")
        pieces += [f"\n--- {name}\n\n{text.strip()}\n" for name, text in part.texts]
    target.write_text("\n".join(pieces), encoding="utf-8")


def without_licence(found: Iterable[Part]) -> list[str]:
    """The parts whose licence nobody knows: a build with any of them must not leave the house."""
    return [part.name for part in found if not part.licence]


def _package(known: metadata.Distribution) -> Part:
    facts = known.metadata
    name = str(facts["Name"])
    texts = []
    for path in known.files or ():
        inner = path.as_posix().partition(".dist-info/")[2]
        if re.search(r"licen[cs]e|copying|notice", inner, re.IGNORECASE):
            place = Path(str(known.locate_file(path)))
            if place.is_file():
                texts.append((path.name, place.read_text(encoding="utf-8", errors="replace")))
    purl = PackageURL("pypi", None, _plain(name), known.version).to_string()
    return Part(name, known.version, _licence(name, known), purl, tuple(sorted(texts)))


def _licence(name: str, known: metadata.Distribution) -> str:
    facts = known.metadata
    if _plain(name) in _KNOWN:
        return _KNOWN[_plain(name)]
    if facts.get("License-Expression"):
        return str(facts["License-Expression"])
    if _plain(name).startswith(("pyside6", "shiboken6")):
        return "LGPL-3.0-only"
    written = str(facts.get("License") or "").strip()
    if written in _NAMED:
        return _NAMED[written]
    if written and "\n" not in written and len(written) < 60 and _SPDX.fullmatch(written):
        return written
    for entry in facts.get_all("Classifier") or ():
        if entry.startswith("License ::"):
            last = entry.split(" :: ")[-1]
            return _NAMED.get(last, last)
    return ""


def _others(modules: frozenset[str], python: str) -> tuple[Part, ...]:
    """What is in the bundle and is no package: by the files that show it."""
    known = [
        Part("CPython", python, "PSF-2.0"),
        Part(
            "PyInstaller bootloader",
            metadata.version("pyinstaller"),
            "GPL-2.0-or-later WITH Bootloader-exception",
        ),
        Part("Material Design Icons", "6", "Apache-2.0"),
        Part("Inter", "4", "OFL-1.1"),
    ]
    if any(name.lower().startswith("libcrypto") for name in modules):
        known.append(Part("OpenSSL", "3", "Apache-2.0"))
    if any(name.lower().startswith("vcruntime") for name in modules):
        known.append(Part("Microsoft Visual C++ Runtime", "14", "LicenseRef-Microsoft-VCRuntime"))
    return tuple(known)


def _component(part: Part) -> Component:
    spdx = part.licence and _SPDX.fullmatch(part.licence)
    licence = LicenseExpression(part.licence) if spdx else DisjunctiveLicense(name=part.licence or "unknown")
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.LIBRARY,
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        licenses=[licence],
        bom_ref=part.purl or part.name,
        properties=[Property(name="dinsos-desk:bundled", value="true")],
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
