"""Text that every file format can hold."""

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` without the characters XML forbids; every line end becomes one line feed."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
