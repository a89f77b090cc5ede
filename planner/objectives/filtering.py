"""What the objectives and the grid of requirements are narrowed to."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from planner.choices import NationTier
from planner.objectives.picker_queries import plan_choices
from planner.objectives.requirement_queries import desks
from planner.web.lists.asking import one_code, one_known, one_named, one_row, tab_of
from planner.web.lists.filters import FilterPart, ListFilter

ALL = _l("All")


def desks_offered() -> dict[str, str]:
    """Return the desks that look after partners."""
    return {desk: desk for desk in desks()}


PLAN = FilterPart(
    "plan", _l("Plan"), asking=one_row(lambda _viewer: plan_choices(), None), has_chip=False
)
"""Which plan is shown; it says so itself, in its heading."""


@dataclass(frozen=True)
class PlanFilter(ListFilter):
    """Whose objectives are wanted: those of a plan, without one of the current plan."""

    parts: ClassVar[tuple[FilterPart, ...]] = (PLAN,)

    plan: int | None = None


@dataclass(frozen=True)
class GridFilter(PlanFilter):
    """Which plan, year and nations the grid shows; what it narrows is asked by its question."""

    parts: ClassVar[tuple[FilterPart, ...]] = (
        PLAN,
        FilterPart(
            "year",
            _l("Year"),
            asking=one_named(lambda _viewer: {}),
            has_chip=False,
        ),
        FilterPart("tier", _l("Tier"), asking=one_code(NationTier, ALL)),
        FilterPart("desk", _l("Desk"), asking=one_known(desks_offered, str, ALL)),
        FilterPart(
            "all",
            _l("Which nations"),
            asking=tab_of({"1": _l("Those without a number as well")}),
            has_chip=False,
        ),
    )

    year: str = ""
    tier: NationTier | None = None
    desk: str = ""
    all: str = ""
