"""Set-up, fourth page: when the office is open; every promised time counts with it."""

from collections.abc import Sequence
from datetime import date

from dinsos_desk.domain.faults import Fault
from dinsos_desk.usecases.office.changes import day_words
from ui.settings.hours import DAYS, read_week
from ui.settings.week_editor import WeekEditor
from ui.start.setup_draft import HOURS, SetupDraft, hours_faults
from ui.start.setup_step import SetupStep
from ui.theme import Theme
from ui.widgets.layouts import text_label


class HoursStep(SetupStep):
    """The week of Perpres 21/2023 stands there already."""

    key = "jam"
    title = "Jam layanan"
    hint = "Tenggat setiap permohonan dihitung dengan jam ini. Kosongkan jam pada hari kantor tutup."

    def __init__(self, theme: Theme, draft: SetupDraft, today: date) -> None:
        super().__init__(theme, draft)
        self.week = WeekEditor(theme, HOURS)
        self.fields |= self.week.rows  # type: ignore[arg-type]
        self.week.changed.connect(lambda _: self.changed.emit())
        years = f"{today.year} dan {today.year + 1}"
        note = text_label(
            f"Hari libur nasional {years} diisi sendiri oleh program. Jam selama Ramadan dan hari libur lain "
            "diatur di Pengaturan › Jam layanan & hari libur.",
            "muted",
            wrap=True,
        )
        self.lay_out(self.week, note)

    def show_draft(self) -> None:
        if self.week.week() != self.draft.week:
            self.week.set_week(self.draft.week)

    def write(self) -> None:
        self.draft.week = self.week.week()

    def faults(self) -> Sequence[Fault]:
        return hours_faults(self.draft)

    def summary(self) -> Sequence[str]:
        """Days with the same hours beside each other stand on one line."""
        read = read_week(self.draft.week, HOURS)
        spans: list[tuple[str, list[str]]] = []
        for name, hours in zip(DAYS, read, strict=False):
            words = "" if isinstance(hours, Fault) else day_words(hours)
            if spans and spans[-1][0] == words:
                spans[-1][1].append(name)
            else:
                spans.append((words, [name]))
        return [f"{_days(names)}: {words}" for words, names in spans if words]


def _days(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
