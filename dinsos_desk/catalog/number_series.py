"""How an office counts its letters, as the file of its set-up says it."""

from pydantic import Field

from dinsos_desk.domain.conditions import Code, Label, Strict
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.numbering import Reset


class SeriesEntry(Strict):
    """One sequence of numbers; see ``domain.number_series.NumberSeries``."""

    code: Code
    name: Label
    pattern: str = Field(default="", max_length=120)
    reset: Reset = Reset.YEARLY
    by_classification: bool = False
    kinds: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    def series(self) -> NumberSeries:
        """The sequence it describes."""
        return NumberSeries(
            self.code,
            self.name,
            self.pattern,
            self.reset,
            self.by_classification,
            frozenset(self.kinds),
            frozenset(self.templates),
        )


def entry_of(series: NumberSeries) -> SeriesEntry:
    """The inverse of ``SeriesEntry.series``."""
    return SeriesEntry(
        code=series.code,
        name=series.name,
        pattern=series.pattern,
        reset=series.reset,
        by_classification=series.by_classification,
        kinds=tuple(sorted(series.kinds)),
        templates=tuple(sorted(series.templates)),
    )
