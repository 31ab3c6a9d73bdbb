"""The table of the register room: its lines page by page, or one that was looked up by its number."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from dinsos_desk.usecases.registers.model import things_of
from dinsos_desk.usecases.registers.prints import OfficeRegister, RegisterBook, RegisterLine
from dinsos_desk.usecases.registers.reading import Asked, count_lines, find_number, line_page
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.paged_model import PageRequest
from ui.registers.lines import columns_of, place_of
from ui.registers.lines_model import LinesModel
from ui.registers.words import Sought, count_words
from ui.registers.wrapping import let_wrap
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_PAGE, _OFFICE_PAGE = 100, 500
"""Lines a page: those of a service are looked up one behind the other, the others are read from the first."""

Loaded = tuple[tuple[RegisterLine, ...], int]
"""Lines, and how many there are in all; -1 when nobody counted."""


class LinesView(QObject):
    """``alone``: a line stands by itself because it is outside of what was chosen."""

    shown = Signal()
    """Other lines are in the table."""

    def __init__(self, context: Context, table: Table, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._table, self._banner = context, table, banner
        let_wrap(table, headings=True)
        self._book: RegisterBook | None = None
        self._wanted: Asked | None = None
        self._asked = 0
        self._total = 0
        self.alone = False
        self._show(None, ((), 0), _PAGE)

    def lines(self) -> tuple[RegisterLine, ...]:
        """The lines that are shown."""
        return self._model().rows()

    def words(self) -> str:
        """By which words the lines are narrowed."""
        return self._wanted.words if self._wanted is not None else ""

    def nothing(self) -> None:
        """Show an empty table."""
        self._asked += 1
        self._book, self._wanted = None, None
        self._show(None, ((), 0), _PAGE)

    def ask(self, book: RegisterBook, wanted: Asked) -> None:
        """Show the lines of a register; the same ones are read again as far as they are shown."""
        self._asked += 1
        asked, limit = self._asked, _limit(book)
        if (
            not self.alone
            and self._book is not None
            and (self._book.code, self._wanted) == (book.code, wanted)
        ):
            limit = max(limit, len(self.lines()))
        desk, actor = self._context.desk, self._context.actor

        def work() -> Loaded:
            lines = line_page(desk.reader(), actor, book, wanted, desk.now(), limit=limit)
            if len(lines) < limit:
                return lines, len(lines)
            if isinstance(book, OfficeRegister):
                return lines, -1
            return lines, count_lines(desk.reader(), actor, book, wanted, desk.now())

        def show(loaded: Loaded) -> None:
            if asked == self._asked:
                if self.alone:
                    self._banner.clear()
                self.alone, self._wanted = False, wanted
                self._banner.clear_problem()
                self._show(book, loaded, limit)

        self._context.tasks.run_read(work, show, self._fail, owner=self)

    def find(self, book: RegisterBook, number: Sought, year: int) -> None:
        """Stand on the line with a number: among those that are shown, else by itself."""
        place = place_of(self.lines(), str(number.number)) if number.year is None else None
        if place is not None:
            self.stand_on(place)
            return
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_read(
            lambda: find_number(desk.reader(), actor, book, number.number, year, desk.now()),
            lambda lines: self._show_found(book, lines, number.number, year),
            self._fail,
            owner=self,
        )

    def stand_on(self, place: int) -> None:
        """Put the cursor on a line."""
        self._banner.clear()
        self._table.choose_row(place)
        self._table.setFocus()

    def told(self) -> str:
        """How many lines there are, and how many columns find no room."""
        columns = range(self._table.model().columnCount())
        hidden = sum(self._table.isColumnHidden(place) for place in columns)
        things = things_of(self._book) if self._book is not None else "permohonan"
        return count_words(len(self.lines()), hidden, things, self._total, whole=self._model().complete)

    def _model(self) -> LinesModel:
        model = self._table.model()
        assert isinstance(model, LinesModel)
        return model

    def _page(self, request: PageRequest[RegisterLine]) -> Sequence[RegisterLine]:
        """A further page, off the window's thread."""
        book, wanted, desk = self._book, self._wanted, self._context.desk
        if book is None or wanted is None:
            return ()
        return line_page(
            desk.reader(),
            self._context.actor,
            book,
            wanted,
            desk.now(),
            after=request.after,
            offset=request.offset,
            limit=request.limit,
        )

    def _show(self, book: RegisterBook | None, loaded: Loaded, limit: int) -> None:
        lines, self._total = loaded
        columns = columns_of(book, lines) if book is not None else ()
        model, same = self._table.model(), book is self._book
        self._book = book
        if not isinstance(model, LinesModel) or not same or _shape(model.columns) != _shape(columns):
            fresh = LinesModel(
                columns,
                None,
                self._context.tasks,
                identity=identity,
                page_size=_limit(book) if book is not None else _PAGE,
                parent=self,
            )
            self._table.set_model(fresh, columns)
            fresh.rowsInserted.connect(self.shown)
            if model is not None:
                model.deleteLater()
            model = fresh
        model.show_first(None if self.alone or book is None else self._page, lines, limit)
        if lines and not self._table.currentIndex().isValid():
            self._table.choose_row(0)
        self.shown.emit()

    def _show_found(
        self, book: RegisterBook, lines: tuple[RegisterLine, ...], number: int, year: int
    ) -> None:
        if not lines:
            self._banner.say(Tone.WARN, f"Nomor register {number} tidak ada pada tahun {year}.")
            return
        keys = [identity(line) for line in self.lines()]
        if len(lines) == 1 and identity(lines[0]) in keys:
            self.stand_on(keys.index(identity(lines[0])))
            return
        self._asked += 1
        self.alone, self._wanted = True, None
        self._show(book, (lines, len(lines)), _PAGE)
        self.stand_on(0)
        words = f"Nomor {number} tahun {year} ditampilkan sendiri."
        self._banner.say(Tone.INFO, f"{words} Esc kembali ke periode yang dipilih.")

    def _fail(self, error: Exception) -> None:
        say_failure(self._context, self._banner, error)


def identity(line: RegisterLine) -> tuple[int | str, ...]:
    """What tells a line from others."""
    of_mail = (line.mail_id, line.number) if line.mail_id is not None else ()
    return (line.complaint_id or 0, line.request_id, line.code, *of_mail)


def _limit(book: RegisterBook) -> int:
    return _OFFICE_PAGE if isinstance(book, OfficeRegister) else _PAGE


def _shape(columns: Sequence[ColumnSpec[RegisterLine]]) -> list[tuple[str, int]]:
    return [(column.title, column.width) for column in columns]
