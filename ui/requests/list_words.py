"""What stands under the title of the list: how many there are, in which order, what finds no room."""

from dinsos_desk.db.queries.requests.lists import Count
from dinsos_desk.db.queries.requests.rows import Sort
from dinsos_desk.domain.fields import format_number
from ui.requests.columns_dialog import sort_words


def list_words(shown: int, complete: bool, count: Count | None, sort: Sort, left_out: int) -> str:
    """``shown``: rows read so far; ``count``: how many there are, None while it is asked."""
    if complete:
        number = format_number(shown)
    elif count is None:
        number = f"{format_number(shown)} … "
    else:
        more = "lebih dari " if count.more else ""
        number = f"{more}{format_number(max(count.number, 0 if more else shown))}"
    room = f" ({left_out} kolom tidak muat)" if left_out else ""
    return f"{number} permohonan, urut {sort_words(sort)}{room}"
