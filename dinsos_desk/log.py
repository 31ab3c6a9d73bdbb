"""The log of the program: rotating files that hold no personal data.

Three nets, because one line with a NIK is one too many. Values given to a message are written only when they
are numbers or look like a code (``orang_terlantar``); long numbers that could identify a person are
blacked out wherever they stand; and an exception is written as its class and its frames, without its
message, which may quote what was typed. The code of a ``DeskError`` is no secret and is kept.
"""

import logging
import re
import traceback
from collections.abc import Mapping
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from dinsos_desk.errors import DeskError
from dinsos_desk.files import file_problems
from dinsos_desk.paths import DataPaths

FILE_NAME = "dinsos.log"
MAX_BYTES = 1_000_000
KEPT_FILES = 5
HIDDEN = "…"

_OWN_LOGGERS = ("dinsos_desk", "ui")
_CODE = re.compile(r"[a-z0-9]+(?:[_.\-][a-z0-9]+)*", re.ASCII)
_CODE_LENGTH = 60
_DIGITS = re.compile(r"\d(?:[ .\-]?\d){8,}")
_IDENTITY_LENGTHS = frozenset({13, 15, 16, 18})
_UNBROKEN = 13
_PHONE = re.compile(r"(?<!\d)(?:\+62|62|0)[ .\-]?8\d(?:[ .\-]?\d){6,10}(?!\d)")
_ROOTS = ("dinsos_desk", "ui", "site-packages", "lib")

_Excuse = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redact(text: str) -> str:
    """Black out numbers that could be a NIK, No. KK, NIP, NPWP, BPJS card or telephone number."""
    return _PHONE.sub("[nomor]", _DIGITS.sub(_identity_hidden, text))


class SafeFormatter(logging.Formatter):
    """Formats a record without personal data; never uses text that another handler has prepared."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record, and below it the frames of its exception."""
        when = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        text = redact(_message(record)).replace("\r", " ").replace("\n", " ")
        line = f"{when} {record.levelname} {record.name}: {text}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return line

    def formatException(self, ei: _Excuse) -> str:
        """Classes and frames of an exception and of what caused it, without their messages."""
        return "" if ei[1] is None else describe(ei[1])


def describe(error: BaseException) -> str:
    """A traceback without values: for the log and for the report a person may copy."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(_named(current))
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {_shortened(frame.filename)}:{frame.lineno} {frame.name}")
        if isinstance(current, BaseExceptionGroup):
            lines.extend(f"  + {_named(inner)}" for inner in current.exceptions)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines)


def start(paths: DataPaths, level: int = logging.INFO) -> logging.Handler:
    """Write the log of this program to ``paths.logs``; a second call moves it there.

    Own modules log from ``level`` up, libraries from warnings up. Raises ``EnvironmentProblem`` when the
    folder cannot be written.
    """
    with file_problems(paths.logs):
        paths.logs.mkdir(parents=True, exist_ok=True)
        handler = _Handler(
            paths.logs / FILE_NAME, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    stop()
    root.addHandler(handler)
    for name in _OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)
    return handler


def stop() -> None:
    """Close the log file, so that its folder can be moved or removed."""
    root = logging.getLogger()
    for handler in [known for known in root.handlers if isinstance(known, _Handler)]:
        root.removeHandler(handler)
        handler.close()


class _Handler(RotatingFileHandler):
    """Our own handler, told apart from those of a test or a library. It never disturbs the work."""

    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written (disk full) stops nothing; printing the record could leak it."""


def _identity_hidden(found: re.Match[str]) -> str:
    text = found.group()
    digits = sum(character.isdigit() for character in text)
    unbroken = max(len(part) for part in re.split(r"\D", text))
    return "[nomor]" if digits in _IDENTITY_LENGTHS or unbroken >= _UNBROKEN else text


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    if not record.args:
        return record.msg
    try:
        if isinstance(record.args, Mapping):
            return record.msg % {name: _safe(value) for name, value in record.args.items()}
        return record.msg % tuple(_safe(value) for value in record.args)
    except (TypeError, ValueError, KeyError):
        return record.msg


def _safe(value: object) -> object:
    """A value that may stand in the log: a number, a truth, a code, or else a sign that one was hidden."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, DeskError):
        return value.code
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, str) and len(value) <= _CODE_LENGTH and _CODE.fullmatch(value):
        return value
    return HIDDEN


def _named(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} [{error.code}]" if isinstance(error, DeskError) else kind


def _shortened(filename: str) -> str:
    """A source file from its package on: what stands before may name the person who is logged in."""
    parts = Path(filename).parts
    for root in _ROOTS:
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return "/".join(parts[-2:])
