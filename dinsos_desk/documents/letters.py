"""Letters from Word templates: the office's own file beats the shipped one, each prepared once.

A template is written as docxtpl's users know it ({{ }}, {%p %}, {%tr %}, {%tc %}) and rendered many
times faster than by docxtpl itself, because only its text is filled in again.
"""

import hashlib
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from docx.document import Document
from jinja2 import UndefinedError

from dinsos_desk.documents.broken import BAD_RESULT, TOO_LARGE, TemplateBrokenError
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.names import first_unknown
from dinsos_desk.documents.package import append
from dinsos_desk.documents.prepare import Prepared, Shape, mend_spans, open_word, prepare
from dinsos_desk.documents.sandbox import LetterEnvironment
from dinsos_desk.errors import EnvironmentProblem, UserError

_MAX_TEMPLATE = 20 * 1024 * 1024
_MAX_CACHED = 64
_NO_PICTURES: Mapping[str, bytes] = {}


class Letters:
    """The templates of the office and how they are filled. May be used from several threads."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._folders = (own, shipped)
        self._environment = LetterEnvironment()
        self._cache: dict[tuple[object, ...], tuple[dict[str, str], Prepared]] = {}
        self._lock = threading.Lock()

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where the templates lie: the office's own, and the shipped ones."""
        return self._folders

    def has(self, name: str) -> bool:
        """Whether there is such a template, shipped or the office's own."""
        return _proper(name) and any((folder / name).is_file() for folder in self._folders)

    def names(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of all templates and blocks: the shipped ones, and the office's own."""
        own, shipped = (
            frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*.docx"))
            for folder in self._folders
        )
        return frozenset(filter(_proper, shipped)), frozenset(filter(_proper, own))

    def template(self, name: str) -> bytes:
        """The file of a template: the office's own if there is one.

        Raises:
            UserError: ``templat_hilang`` when there is none, ``templat_rusak`` when it is far too large.
            EnvironmentProblem: ``berkas_sedang_dibuka`` when the system refuses to read it.
        """
        return self._read(name, self._folders)

    def shipped(self, name: str) -> bytes:
        """The file of a template as shipped, whatever the office has instead. Raises as ``template``."""
        return self._read(name, self._folders[1:])

    def instead(self, files: Mapping[str, bytes]) -> "Letters":
        """The same templates with other files for some of them, to try those out; it keeps nothing."""
        own, shipped = self._folders
        return _Instead(shipped, own, files)

    def _read(self, name: str, folders: Sequence[Path]) -> bytes:
        if not _proper(name):
            raise UserError("templat_hilang", nama=name)
        for folder in folders:
            path = folder / name
            try:
                if path.stat().st_size > _MAX_TEMPLATE:
                    raise TemplateBrokenError(name, TOO_LARGE)
                return path.read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                raise EnvironmentProblem("berkas_sedang_dibuka", nama=path.name) from error
        raise UserError("templat_hilang", nama=name)

    def fields(self, name: str) -> set[str]:
        """The values a template and its blocks ask for, as paths: ``kantor.nama``, ``berkas``.

        Raises:
            UserError: the template is missing or broken.
        """
        return set(self._prepared(name, OfficeLook(), None).fields)

    def fields_of(self, data: bytes) -> set[str]:
        """The values that a file would ask for as a template; it need not be kept yet.

        Raises:
            UserError: it cannot be a template.
        """
        name = "templat.docx"

        def load(file: str) -> Document:
            return open_word(file, self.template(file))

        return set(prepare(name, data, OfficeLook(), load, self._environment).fields)

    def render(
        self,
        name: str,
        look: OfficeLook,
        context: Mapping[str, object],
        pictures: Mapping[str, bytes] = _NO_PICTURES,
        shape: Shape | None = None,
    ) -> bytes:
        """Fill the template ``name``; the same values give the same bytes.

        ``pictures`` are PNG files by key, shown where the alternative text of a picture is ``[[key]]``;
        a slot without one stays empty. ``shape`` changes the template before it is compiled.

        Raises:
            UserError: ``templat_hilang``, ``templat_rusak``, or ``templat_isian_tidak_dikenal`` with the
                value (``isian``) that ``context`` does not hold.
        """
        return self.filler(name, look, shape).fill(context, pictures)

    def filler(self, name: str, look: OfficeLook, shape: Shape | None = None) -> "Filler":
        """The template ``name`` as it stands now, for many letters: its files are looked at this once.

        Raises:
            UserError: ``templat_hilang`` or ``templat_rusak``.
        """
        return Filler(name, self._prepared(name, look, shape))

    def _prepared(self, name: str, look: OfficeLook, shape: Shape | None) -> Prepared:
        """The prepared template, from the cache as long as none of its files has changed."""
        key = (name, look, shape)
        with self._lock:
            known = self._cache.get(key)
        if known is not None and all(self._digest(file) == digest for file, digest in known[0].items()):
            return known[1]
        used: dict[str, str] = {}

        def load(file: str) -> Document:
            data = self.template(file)
            used[file] = _hash(data)
            return open_word(file, data)

        data = self.template(name)
        used[name] = _hash(data)
        prepared = prepare(name, data, look, load, self._environment, shape)
        with self._lock:
            if len(self._cache) >= _MAX_CACHED:
                self._cache.pop(next(iter(self._cache)))
            self._cache[key] = (used, prepared)
        return prepared

    def _digest(self, name: str) -> str:
        try:
            return _hash(self.template(name))
        except UserError:
            return ""


@dataclass(frozen=True)
class Filler:
    """One prepared template. May be used from several threads."""

    name: str
    prepared: Prepared

    def fill(self, context: Mapping[str, object], pictures: Mapping[str, bytes] = _NO_PICTURES) -> bytes:
        """One letter; values, pictures and errors as in ``Letters.render``."""
        name, prepared = self.name, self.prepared
        try:
            filled = [(source.part, source.template.render(context)) for source in prepared.sources]
        except UndefinedError as error:
            raise UserError(
                "templat_isian_tidak_dikenal", nama=name, isian=_unknown(prepared, context, error)
            ) from None
        except Exception as error:  # a template may fail in any way Python can: it is the template's fault
            raise TemplateBrokenError(name, BAD_RESULT) from error
        parts = [(part, text.encode("utf-8", "ignore")) for part, text in filled]
        for position, source in enumerate(prepared.sources):
            part, xml = parts[position]
            _check(name, xml)
            if source.spans:
                parts[position] = (part, mend_spans(xml))
        for slot, key in prepared.slots.items():
            parts.append((slot, pictures.get(key) or prepared.blank[slot]))
        return append(prepared.base, parts)


class _Instead(Letters):
    """Templates with some files of its own before those of the folders."""

    def __init__(self, shipped: Path, own: Path, files: Mapping[str, bytes]) -> None:
        super().__init__(shipped, own)
        self._files = files

    def template(self, name: str) -> bytes:
        return self._files[name] if name in self._files else super().template(name)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _proper(name: str) -> bool:
    """A relative name that stays inside the folder of templates."""
    path = PurePosixPath(name)
    return (
        path.suffix == ".docx"
        and not path.name.startswith("~$")  # what Word leaves beside a file that it has open
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and ":" not in name
    )


def _check(name: str, xml: bytes) -> None:
    """Refuse a result that Word could not open.

    Raises:
        TemplateBrokenError: the XML is not well-formed.
    """
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise TemplateBrokenError(name, BAD_RESULT) from error


def _unknown(prepared: Prepared, context: Mapping[str, object], error: UndefinedError) -> str:
    """The path of the value that is missing; for one inside a loop only its last name is known."""
    inner = re.search(r"'([^']+)'(?: is undefined)?$", str(error))
    last = inner.group(1) if inner else ""
    path = first_unknown(prepared.fields, context)
    return path if path and (not last or path.split(".")[-1] == last or last in path.split(".")) else last
