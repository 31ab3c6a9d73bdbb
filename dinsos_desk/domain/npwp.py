"""How a taxpayer's number is printed and compared; reading one stands in ``identity``."""

_FORMER = 15


def format_npwp(npwp: str) -> str:
    """An NPWP as printed: 01.234.567.8-901.000 for 15 digits, in fours for 16; anything else as it is."""
    if len(npwp) == _FORMER and npwp.isdecimal():
        return f"{npwp[:2]}.{npwp[2:5]}.{npwp[5:8]}.{npwp[8]}-{npwp[9:12]}.{npwp[12:]}"
    if len(npwp) == _FORMER + 1 and npwp.isdecimal():
        return " ".join(npwp[at : at + 4] for at in range(0, len(npwp), 4))
    return npwp


def npwp_key(npwp: str) -> str:
    """The digits of an NPWP that say whose it is; empty when there are too few to say so.

    An institution's number of 16 digits is its former one of 15 with a nought before it (PMK 112/2022).
    """
    digits = "".join(letter for letter in npwp if letter in "0123456789")
    if len(digits) == _FORMER + 1 and digits.startswith("0"):
        digits = digits[1:]
    return digits if len(digits) >= _FORMER else ""
