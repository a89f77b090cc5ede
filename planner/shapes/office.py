"""The settings of the office as they are written, and its first choice."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import Marking
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import DayCount
from planner.shapes.values import NationCode, a_number

Month = Annotated[int, Field(ge=1, le=12), BeforeValidator(a_number)]
Days = Annotated[DayCount, Ask(_l("Enter a number of days."))]


class OfficeYear(Shape):
    """How the office cuts and names its years."""

    year_month: Month = 1
    is_year_named_by_end: bool = True


class OfficeSettings(OfficeYear):
    """How the office counts, and from when on it says that something is late."""

    report_days: Days = 30
    outcome_days: Days = 180
    contact_days_a: Days = 90
    contact_days_b: Days = 180
    contact_days_c: Days = 365
    warns_at_amber: bool = True
    release_ceiling: Marking = Marking.OFFICIAL


class FirstChoice(OfficeYear):
    """Whose office this is, and how it counts its year."""

    code: Annotated[NationCode, Ask(_l("Choose a nation."))]
    is_sure: bool = False

    @property
    def year(self) -> OfficeYear:
        """Return what of it is a setting of the office."""
        names = self.model_fields_set & OfficeYear.model_fields.keys()
        return OfficeYear(**{name: getattr(self, name) for name in names})
