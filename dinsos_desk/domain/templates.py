"""How a version of a Word template came about."""

from enum import StrEnum


class TemplateDeed(StrEnum):
    """What made a version."""

    TAKEN = "masuk"
    """Somebody gave the file."""
    FOUND = "ditemukan"
    """The file lay in the folder of templates without a version."""
    AGAIN = "kembali"
    """A former version was taken up again."""
    OFFICE_FILE = "penyiapan"
    """It came with a berkas penyiapan."""
    SHIPPED = "bawaan"
    """Back to the shipped template, or out of use."""
