"""Words of incoming letters and dispositions, and whose eyes a user looks with."""

from dinsos_desk.db.queries.mail.dispositions import DispositionRow, RecipientRow
from dinsos_desk.db.queries.mail.letters import MailEyes, MailRow
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.mail import Nature, RecipientState
from dinsos_desk.usecases.actor import Actor

NATURE_NAMES = {
    Nature.ORDINARY: "Biasa",
    Nature.PROMPT: "Segera",
    Nature.IMPORTANT: "Penting",
    Nature.SECRET: "Rahasia",
}
STATE_NAMES = {
    RecipientState.WAITING: "Menunggu",
    RecipientState.FORWARDED: "Diteruskan",
    RecipientState.DONE: "Selesai",
    RecipientState.WITHDRAWN: "Dicabut",
}


def eyes_of(actor: Actor) -> MailEyes:
    """How letters and dispositions are seen by a user."""
    return MailEyes(actor.user_id, actor.roles, actor.division, actor.post)


def letter_words(row: MailRow) -> str:
    """Number and date of the letter itself."""
    day = format_date(row.dated) if row.dated else ""
    return ", ".join(part for part in (row.letter_number, day) if part) or "tanpa nomor"


def recipient_words(row: RecipientRow) -> str:
    """Whom a disposition went to."""
    if row.post and row.name:
        return f"{row.post} ({row.name})"
    return row.post or row.name


def giver_words(row: DispositionRow) -> str:
    """Who gave a disposition."""
    return row.giver_post or row.giver_name


def order_words(row: DispositionRow) -> str:
    """What was asked: the ticked instructions and what was written by hand."""
    parts = [*row.instructions, row.note]
    return "; ".join(part for part in parts if part)


def state_words(row: RecipientRow) -> str:
    """What became of it at a recipient, with day and result."""
    if row.closed_on is None:
        return STATE_NAMES[row.state]
    return f"{STATE_NAMES[row.state]} {format_date(row.closed_on)}: {row.result}"
