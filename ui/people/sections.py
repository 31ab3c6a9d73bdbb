"""The cards of a person's page beside the facts: likely the same, household, corrections, merges."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from dinsos_desk.db.queries.people.finding import EarlierRow, PersonRow
from dinsos_desk.db.queries.people.households import LikelyRow
from dinsos_desk.db.queries.people.institutions import LikelyInstitution
from dinsos_desk.db.queries.people.pages import MergeRow
from dinsos_desk.usecases.letters.words import moment
from dinsos_desk.usecases.people.knowing import ChangeView
from ui.people.words import applied_words, likely_words, member_words
from ui.theme import Theme
from ui.turns import Turns
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import clear_layout, column, row, text_label

_MOST_SERVED = 8
_MOST_CHANGES = 6
_CHANGES_A_TURN = 4


class _Section(Card):
    """A card that is hidden while it has nothing to show."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, padding=12, name=name, parent=parent)
        self._shown: object = None
        self.lines = column(spacing=8)
        self.body.addLayout(self.lines)
        self.hide()

    def _is_new(self, *shown: object) -> bool:
        """Whether this is not shown already: what is stays as it is, with the cursor in it."""
        if shown == self._shown:
            return False
        self._shown = shown
        return True

    def _show_lines(self, lines: Sequence[QLayout | QWidget]) -> None:
        clear_layout(self.lines)
        for line in lines:
            if isinstance(line, QWidget):
                self.lines.addWidget(line)
            else:
                self.lines.addLayout(line)
        self.setVisible(bool(lines))


class LikelyCard(_Section):
    """Records that may be the same person or institution; comparing is a key away."""

    compare_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Mungkin orang yang sama", "orang_mungkin_sama", parent)
        self._theme = theme

    def show_likely(self, rows: Sequence[LikelyRow] | Sequence[LikelyInstitution]) -> None:
        """Show others, the likeliest first."""
        if not self._is_new(tuple(rows)):
            return
        if rows:
            what = "orang" if isinstance(rows[0], LikelyRow) else "lembaga"
            self.set_title(f"Mungkin {what} yang sama")
        self._show_lines([self._line(found, first=found is rows[0]) for found in rows])

    def _line(self, found: LikelyRow | LikelyInstitution, *, first: bool) -> QLayout:
        title, detail = likely_words(found)
        known_id = found.known_id
        button = KeyButton("Bandingkan", "Alt+M" if first else "", name=f"bandingkan_{known_id}")
        button.setAccessibleName(f"Bandingkan dengan {title}")
        button.clicked.connect(lambda: self.compare_wanted.emit(known_id))
        words = column(ElidedLabel(title, "strong"), text_label(detail, "muted", wrap=True), spacing=2)
        line = row(words, button, spacing=12)
        line.setStretch(0, 1)
        line.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
        return line


class HouseholdCard(_Section):
    """The others of the same KK, and what they were served with."""

    person_wanted = Signal(int)
    request_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Serumah (nomor KK sama)", "orang_serumah", parent)

    def show_household(self, members: Sequence[PersonRow], served: Sequence[EarlierRow]) -> None:
        """Show other people."""
        if not self._is_new(tuple(members), tuple(served)):
            return
        lines: list[QLayout | QWidget] = [self._member(member) for member in members]
        if served:
            lines.append(text_label("Layanan yang pernah diterima serumah", "strong"))
            lines += [self._served(application) for application in served[:_MOST_SERVED]]
        if len(served) > _MOST_SERVED:
            lines.append(text_label(f"dan {len(served) - _MOST_SERVED} lagi", "small"))
        self._show_lines(lines)

    def _member(self, member: PersonRow) -> QLayout:
        link = LinkButton(member.name, name=f"serumah_{member.id}")
        link.clicked.connect(lambda: self.person_wanted.emit(member.id))
        line = row(link, ElidedLabel(member_words(member), "muted"), spacing=8)
        line.setStretch(1, 1)
        return line

    def _served(self, application: EarlierRow) -> QLayout:
        link = LinkButton(application.receipt, name=f"serumah_permohonan_{application.id}")
        link.clicked.connect(lambda: self.request_wanted.emit(application.id))
        words = f"{application.person_name}: {applied_words(application)}"
        line = row(link, ElidedLabel(words), spacing=8)
        line.setStretch(1, 1)
        return line


class ChangesCard(_Section):
    """What the record held before: when, who, why. The latest at once, the others when they are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Riwayat perbaikan", "orang_riwayat", parent)
        self._turns: Turns | None = None

    def show_changes(self, changes: Sequence[ChangeView]) -> None:
        """Show other corrections."""
        if not self._is_new(tuple(changes)):
            return
        if self._turns is not None:
            self._turns.stop()
            self._forget_turns()
        lines: list[QLayout | QWidget] = [self._line(change) for change in changes[:_MOST_CHANGES]]
        rest = changes[_MOST_CHANGES:]
        if rest:
            more = LinkButton(f"Tampilkan {len(rest)} perbaikan sebelumnya", name="orang_riwayat_lainnya")
            more.clicked.connect(lambda: self._show_rest(rest, more))
            lines.append(more)
        self._show_lines(lines)

    def _show_rest(self, rest: Sequence[ChangeView], more: QWidget) -> None:
        """The older ones, a few in each turn of the loop: all at once would hold the window up."""
        more.hide()

        def work() -> Iterator[None]:
            for number, change in enumerate(rest, 1):
                self.lines.addLayout(self._line(change))
                if number % _CHANGES_A_TURN == 0:
                    yield

        self._turns = Turns(work(), self)
        self._turns.done.connect(self._forget_turns)

    def _forget_turns(self) -> None:
        self._turns = None

    def _line(self, change: ChangeView) -> QLayout:
        former = "; ".join(f"{line.label}: {line.text}" for line in change.former)
        of = f" (catatan {change.of})" if change.of else ""
        head = text_label(f"{moment(change.at)}, {change.who}{of}", "strong", wrap=True)
        why = f"Alasan: {change.reason}" if change.reason else "Diperbarui saat menerima permohonan"
        said = text_label(why, wrap=True)
        return column(head, said, text_label(f"Semula {former}", "muted", wrap=True), spacing=2)


class MergesCard(_Section):
    """Records that were made one with this one; the last can be parted again."""

    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Catatan yang digabung ke sini", "orang_gabungan", parent)

    def show_merges(self, merges: Sequence[MergeRow], *, may_undo: bool) -> None:
        """Show other merges, the newest first."""
        if self._is_new(tuple(merges), may_undo):
            self._show_lines([self._line(merge, may_undo and merge is merges[0]) for merge in merges])

    def _line(self, merge: MergeRow, may_undo: bool) -> QLayout:
        count = f"{merge.applications} permohonan pindah" if merge.applications else "tanpa permohonan"
        said = text_label(f"{merge.name} · {count}", "strong", wrap=True)
        detail = text_label(f"{moment(merge.at)}, {merge.who}. Alasan: {merge.reason}", "muted", wrap=True)
        line = row(column(said, detail, spacing=2), spacing=12)
        line.setStretch(0, 1)
        if may_undo:
            undo = KeyButton("Urungkan", name=f"urungkan_{merge.id}")
            undo.setAccessibleName(f"Urungkan penggabungan dengan {merge.name}")
            undo.clicked.connect(lambda: self.undo_wanted.emit(merge))
            line.addWidget(undo, alignment=Qt.AlignmentFlag.AlignVCenter)
        return line
