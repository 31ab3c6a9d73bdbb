"""Pengaduan: how a complaint comes in, what it is about, where it stands, and what may be done with it.

The channels are those of the published standards and of SP4N-LAPOR! (PermenPANRB 62/2018, which also parts
complaints from wishes and requests for information); the subjects are the elements that the survey of
satisfaction asks about (PermenPANRB 14/2017).
"""

from enum import StrEnum

from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.routing import WORKING_ROLES, Role

SERIES_KIND = "pengaduan"
"""The kind of document that a sequence of numbers for complaints names."""

DEFAULT_SERIES = NumberSeries("pengaduan", "Pengaduan", "P-{urut:3}/{tahun}", kinds=frozenset({SERIES_KIND}))
"""How complaints are numbered in an office whose settings say nothing of them."""

COUNTER = "pengaduan"
"""The key of their counter, whatever sequence writes the numbers."""


class Channel(StrEnum):
    """How it came in."""

    IN_PERSON = "langsung"
    PHONE = "telepon"
    LETTER = "surat"
    WHATSAPP = "whatsapp"
    LAPOR = "lapor"
    BOX = "kotak_saran"
    EMAIL = "surel"
    SOCIAL = "media_sosial"


class Category(StrEnum):
    """What it is about."""

    REQUIREMENTS = "persyaratan"
    PROCEDURE = "prosedur"
    TIME = "waktu"
    FEE = "biaya"
    OUTCOME = "hasil"
    CONDUCT = "perilaku"
    FACILITIES = "sarana"
    DATA = "data"
    OTHER = "lainnya"


class ComplaintState(StrEnum):
    """Where it stands."""

    RECEIVED = "diterima"
    FORWARDED = "diteruskan"
    ANSWERED = "dijawab"
    CLOSED = "ditutup"
    WITHDRAWN = "ditarik"


class ComplaintDeed(StrEnum):
    """What was done with it; the words of its steps."""

    RECEIVE = "terima"
    FORWARD = "teruskan"
    ANSWER = "jawab"
    CLOSE = "tutup"
    WITHDRAW = "tarik"
    REOPEN = "buka_lagi"
    CORRECT = "perbaiki"


OPEN_COMPLAINTS = frozenset({ComplaintState.RECEIVED, ComplaintState.FORWARDED})

RECORDERS = WORKING_ROLES
"""Who receives, forwards, takes back and corrects."""
ANSWERERS = (Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS)
"""Who answers, and closes without an answer."""
READERS = (*WORKING_ROLES, Role.PEMBACA)
"""Who may see complaints at all; an administrator without another hat does not."""

RESULTS = {
    ComplaintDeed.RECEIVE: ComplaintState.RECEIVED,
    ComplaintDeed.FORWARD: ComplaintState.FORWARDED,
    ComplaintDeed.ANSWER: ComplaintState.ANSWERED,
    ComplaintDeed.CLOSE: ComplaintState.CLOSED,
    ComplaintDeed.WITHDRAW: ComplaintState.WITHDRAWN,
    ComplaintDeed.REOPEN: ComplaintState.RECEIVED,
}
"""The state that a step leads to; a correction leads nowhere."""


def allowed_deeds(state: ComplaintState, roles: frozenset[Role]) -> tuple[ComplaintDeed, ...]:
    """What somebody with these hats may do now, the main thing first."""
    deeds: list[ComplaintDeed] = []
    if state in OPEN_COMPLAINTS:
        if roles & set(ANSWERERS):
            deeds.append(ComplaintDeed.ANSWER)
        if roles & set(RECORDERS):
            deeds += [ComplaintDeed.FORWARD, ComplaintDeed.WITHDRAW]
        if roles & set(ANSWERERS):
            deeds.append(ComplaintDeed.CLOSE)
    elif roles & set(RECORDERS):
        deeds.append(ComplaintDeed.REOPEN)
    if roles & set(RECORDERS):
        deeds.append(ComplaintDeed.CORRECT)
    return tuple(deeds)
