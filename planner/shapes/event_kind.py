"""A kind of event as an office writes it."""

from typing import Annotated

from annotated_types import MinLen
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, BeforeValidator, Field

from planner.choices import Family
from planner.shapes.base import Ask, Misfit, Shape
from planner.shapes.fields_by_family import not_declared
from planner.shapes.lines import Code, DayCount, Line, NewCode, Title
from planner.shapes.values import a_number

Position = Annotated[int, Field(ge=0, le=10_000), BeforeValidator(a_number)]
"""Where it stands in lists: the lowest first."""


def in_order(days: tuple[int, ...]) -> tuple[int, ...]:
    """Return numbers of days each once, the lowest first."""
    return tuple(sorted(set(days)))


class ServedObjective(Shape):
    """An objective that an event of a kind usually serves, by its code, and how much."""

    objective_code: Code
    weight: Annotated[float, Field(ge=0.01, le=1), BeforeValidator(a_number)]


LookDays = Annotated[tuple[DayCount, ...], AfterValidator(in_order)]
"""After how many days somebody looks what lasted of an event, such as 30, 90 and 180."""


class WrittenKind(Shape):
    """A new kind: its family, its name, its place in lists, what it asks for and usually serves.

    Left out, it asks for all that its family declares, and no objective is proposed for it.
    """

    code: Annotated[
        NewCode, MinLen(1), Ask(_l("Enter a code of small letters, digits and underscores."))
    ]
    family: Family
    name: Annotated[Title, Ask(_l("Enter a name."))]
    position: Position = 500
    asks: tuple[Line, ...] | None = None
    objectives: tuple[ServedObjective, ...] = ()
    looks_after: LookDays = ()

    def check_together(self) -> None:
        """Raise Misfit for fields that the family does not declare."""
        check_asks(self.family, self.asks)


class KindChange(Shape):
    """A change of a kind; what is left out stays as it is. Its code and family stay for good."""

    name: Annotated[Title, Ask(_l("Enter a name."))] = ""
    position: Position = 500
    asks: tuple[Line, ...] | None = None
    """None: all that its family declares."""
    objectives: tuple[ServedObjective, ...] = ()
    looks_after: LookDays = ()


def check_asks(family: Family, asks: tuple[str, ...] | None) -> None:
    """Raise Misfit for fields that neither the family declares nor every event has."""
    if unknown := not_declared(family, asks or ()):
        words = _(
            "The family “%(family)s” declares no field “%(names)s”.",
            family=family.label,
            names=", ".join(unknown),
        )
        raise Misfit({"asks": str(words)})
