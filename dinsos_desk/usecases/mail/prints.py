"""The printed lembar disposisi: filled from what was disposed, or empty for a superior's own hand."""

from datetime import datetime

from dinsos_desk.catalog.office import HEAD_POST, Post
from dinsos_desk.db.queries.mail.dispositions import DispositionRow, RecipientRow
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.dispositions import write_slip
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.mail import Nature, RecipientState
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile, plain_title
from dinsos_desk.usecases.letters.words import Words, office_look, office_words
from dinsos_desk.usecases.mail.agenda import the_mail_desk
from dinsos_desk.usecases.mail.view import MailView, view_mail
from dinsos_desk.usecases.mail.words import NATURE_NAMES, giver_words, order_words, recipient_words
from dinsos_desk.usecases.office.posts import Bureau, office_posts

_TICKED, _EMPTY = "☑", "☐"
_DOTS = "………………"
_MOST_POSTS = 14
"""More do not fit beside the instructions; there is room to write by hand."""


def print_slip(desk: Bureau, actor: Actor, mail_id: int, now: datetime) -> WordFile:
    """The slip of a letter as it stands now.

    Raises:
        UserError: *surat_masuk_tidak_ditemukan*, *surat_masuk_dibatalkan* (nomor), or the template is missing
            or broken.
    """
    view = view_mail(desk.reader(), actor, mail_id)
    if not view.row.readable:
        raise UserError("surat_masuk_tidak_ditemukan")
    if view.row.cancelled_reason:
        raise UserError("surat_masuk_dibatalkan", nomor=view.row.number)
    posts = tuple(post for post in office_posts(desk) if post.code != HEAD_POST)
    with desk.reader() as uow:
        office = uow.offices.get()
        settings = the_mail_desk(uow)
        words: Words = {
            "kantor": office_words(office),
            "surat": {"tanggal": format_date(now.date()), "konsep": False},
            "lembar": slip_words(uow, view, posts, settings.instructions, now),
        }
        look = office_look(office)
    content = write_slip(desk.letters, look, words, settings.slip_format)
    return WordFile(f"{plain_title(f'Lembar disposisi {view.row.number}')}.docx", content)


def slip_words(
    uow: UnitOfWork, view: MailView, posts: tuple[Post, ...], usual: tuple[str, ...], now: datetime
) -> Words:
    """What stands on the slip. The first disposition fills its head, the others are listed below."""
    row = view.row
    standing = {one.id: _standing(view, one) for one in view.dispositions}
    given = [one for one in view.dispositions if standing[one.id]]
    first = next((one for one in given if one.from_id is None), None)
    to = standing[first.id] if first is not None else ()
    head = uow.offices.official_on(HEAD_POST, now.date())
    return {
        "agenda": row.number,
        "asal": row.sender,
        "nomor": row.letter_number or "–",
        "tanggal": format_date(row.dated) if row.dated else "–",
        "diterima": format_date(row.received_on),
        "perihal": row.subject,
        "lampiran": row.enclosures or "–",
        "sifat": [_box(NATURE_NAMES[one], one is row.nature) for one in Nature],
        "kepada": _recipients(posts, to),
        "instruksi": [
            _box(one, first is not None and one in first.instructions) for one in _known(usual, first)
        ],
        "kosong": first is None,
        "catatan": (first.note if first is not None else "") or "–",
        "batas": _due(first),
        "tanggal_disposisi": format_date(first.given_on) if first is not None else _DOTS,
        "pemberi": _giver(first, head.title if head is not None else ""),
        "paraf": _initials(first),
        "penerusan": [
            {
                "dari": giver_words(one),
                "kepada": "; ".join(recipient_words(other) for other in standing[one.id]),
                "isi": order_words(one),
                "tanggal": f"{one.given_on:%d/%m/%Y}",
            }
            for one in given
            if one is not first
        ],
    }


def _standing(view: MailView, given: DispositionRow) -> tuple[RecipientRow, ...]:
    return tuple(one for one in view.of(given.id) if one.state is not RecipientState.WITHDRAWN)


def _box(name: str, ticked: bool) -> Words:
    return {"tanda": _TICKED if ticked else _EMPTY, "nama": name}


def _recipients(posts: tuple[Post, ...], to: tuple[RecipientRow, ...]) -> list[Words]:
    """The posts of the office, those it went to ticked; who is no post stands below."""
    chosen = {one.post.casefold() for one in to if one.user_id is None}
    listed = [(post.name, post.name.casefold() in chosen) for post in posts]
    rest = [one for one in listed if one[1]] + [one for one in listed if not one[1]]
    kept = set(rest[:_MOST_POSTS])
    boxes = [_box(name, ticked) for name, ticked in listed if (name, ticked) in kept]
    names = {post.name.casefold() for post in posts}
    others = [one for one in to if one.user_id is not None or one.post.casefold() not in names]
    boxes += [_box(recipient_words(one), True) for one in others]
    return boxes if to else [*boxes, _box(_DOTS, False)]


def _known(usual: tuple[str, ...], first: DispositionRow | None) -> tuple[str, ...]:
    """The instructions of the office, and those of earlier that were ticked then."""
    former = first.instructions if first is not None else ()
    return (*usual, *(one for one in former if one not in usual))


def _due(first: DispositionRow | None) -> str:
    if first is None:
        return _DOTS
    return format_date(first.due_on) if first.due_on else "–"


def _giver(first: DispositionRow | None, head: str) -> str:
    if first is None:
        return head
    return giver_words(first) + (f" ({first.giver_name})" if first.giver_post and first.giver_name else "")


def _initials(first: DispositionRow | None) -> str:
    if first is None:
        return _DOTS
    return "pada lembar asli" if first.on_paper else "melalui Dinsos Desk"
