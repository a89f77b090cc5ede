"""Plans, lines of effort, objectives and requirements as they are written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import NationTier, SoftPower
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import Code, DayCount, NationChoice, Note, Title
from planner.shapes.values import Day, Key, Keys, NationCode, a_number, cleaned

MOST_WANTED = 999
NAME = Ask(_l("Enter a name"))
FirstDay = Annotated[Day, Ask(_l("Enter the first day"))]
LastDay = Annotated[Day, Ask(_l("Enter the last day"))]
Wanted = Annotated[int, Field(ge=0, le=MOST_WANTED), BeforeValidator(a_number)]


class WrittenPlan(Shape):
    """A plan and its period."""

    name: Annotated[Title, NAME]
    starts_on: FirstDay
    ends_on: LastDay
    note: Note = ""
    aim_ids: Keys = ()
    nation_code: NationChoice = None


class WrittenLine(Shape):
    """A line of effort."""

    name: Annotated[Title, NAME]


class WrittenObjective(Shape):
    """An objective in its SMART form."""

    code: Annotated[Code, Ask(_l("Enter a code"))]
    name: Annotated[Title, NAME]
    smart: Annotated[
        str,
        Field(min_length=1, max_length=5000),
        BeforeValidator(cleaned),
        Ask(_l("Say what is to be reached")),
    ]
    soft_power: SoftPower | None = None
    theory_of_change: Note = ""
    assumptions: Note = ""
    risks: Note = ""
    line_id: Key
    owner_id: Key | None = None
    outcome_window_days: Annotated[DayCount, Ask(_l("Enter a number of days"))]


class WantedNumber(Shape):
    """So many events wanted for an objective with a nation; 0 takes a number away."""

    objective_id: Key
    nation_code: NationCode
    number: Wanted


class WrittenRequirements(Shape):
    """The numbers of a year that are set."""

    numbers: tuple[WantedNumber, ...] = ()


class WantedOfTier(Shape):
    """So many events wanted for an objective with each nation of a tier."""

    objective_id: Key
    tier: NationTier | None
    number: Wanted


class RequirementsOfTiers(Shape):
    """The numbers of a year that are set for whole tiers."""

    numbers: tuple[WantedOfTier, ...] = ()
