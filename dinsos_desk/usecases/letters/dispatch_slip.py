"""The slip ekspedisi: it goes with what is sent, is signed by who receives it, and one copy comes back."""

from collections.abc import Iterable, Mapping

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.usecases.letters.signers import Words

TEMPLATE = "cetak/slip_ekspedisi.docx"
_COPIES = ("I", "II")
_BY_HAND = "……………………………………"
_KNOWN = ("kepada", "pembawa", "penerima", "bukti", "tanggal")


def write_dispatch_slip(
    letters: Letters,
    look: OfficeLook,
    office: Words,
    receipt: str,
    origin: str,
    sent: Iterable[Words],
    known: Mapping[str, str],
    on_behalf: str = "",
) -> bytes:
    """The slip as .docx, in two copies.

    ``origin``: the line of a register or the application it belongs to; ``sent``: ``nomor``, ``tanggal`` and
    ``nama`` of each letter; ``known``: what of ``kepada``, ``pembawa``, ``penerima``, ``bukti``, ``tanggal``
    need not be filled in by hand; ``on_behalf``: whose letters they are.

    Raises:
        UserError: the template is missing or broken.
    """
    sent = list(sent)
    words = {
        "kantor": office,
        "permohonan": {"tanda_terima": receipt},
        "surat": {"nomor": "", "konsep": False},
        "kiriman": sent,
        "ekspedisi": {name: known.get(name) or _BY_HAND for name in _KNOWN}
        | {"asal": origin, "atas_nama": on_behalf, "lembar": _COPIES},
    }
    return letters.render(TEMPLATE, look, words, {"qr": receipt_qr(receipt)})
