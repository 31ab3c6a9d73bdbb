"""Obligations of a service that fall due later: a second visit, a yearly report, a permit that ends."""

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import Code, Condition, FactPath, Inconsistent, Label, Strict
from dinsos_desk.domain.fields import FieldDef


class Until(Strict):
    """The birthday that ends an obligation: ``age`` in years."""

    birth_date: FactPath
    age: int = Field(ge=1, le=120)


class Periodic(Strict):
    """An obligation that returns every ``every_months`` months after the date in the fact ``since``.

    Without months it falls due on that day itself, once. ``times``: how often in all, without end when
    empty. ``remind_months``: it is to be thought of so many months before it falls due. ``met_by``: the
    stage whose passing meets it; nothing waits after that. ``records`` are written down each time it is met.
    """

    code: Code
    name: Label
    every_months: int = Field(ge=0, le=120)
    since: FactPath
    times: int | None = Field(default=None, ge=1, le=240)
    remind_months: int = Field(default=0, ge=0, le=60)
    until: Until | None = None
    met_by: Code | None = None
    records: tuple[FieldDef, ...] = ()
    when: Condition | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Periodic":
        if self.every_months == 0 and self.times not in (None, 1):
            text = f"obligation {self.code}: without 'every_months' it falls due once"
            raise Inconsistent("kewajiban_tanpa_jarak", text)
        return self

    @property
    def is_once(self) -> bool:
        """Whether it falls due one time only."""
        return self.every_months == 0 or self.times == 1
