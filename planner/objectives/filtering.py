"""What the objectives and the grid of requirements are narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l

from planner.choices import NationTier, SoftPower
from planner.objectives.aim_queries import all_aim_names
from planner.objectives.picker_queries import plan_choices
from planner.objectives.requirement_queries import desks
from planner.objectives.smart import SmartCheck
from planner.web.lists.asking import (
    one_code,
    one_known,
    one_named,
    one_of,
    one_row,
    several_codes,
    tab_of,
)
from planner.web.lists.filters import FilterPart, ListFilter

ALL = _l("All")


def desks_offered() -> dict[str, str]:
    """Return the desks that look after partners."""
    return {desk: desk for desk in desks()}


PLAN = FilterPart(
    "plan", _l("Plan"), asking=one_row(lambda _viewer: plan_choices(), None), has_chip=False
)
"""Which plan is shown; it says so itself, in its heading."""


def has_category(wanted: Any, _about: Any, row: Any) -> bool:
    """Say whether an objective is of one of the soft-power categories asked for."""
    return not wanted.soft_power or row.objective.soft_power in wanted.soft_power


def serves_aim(wanted: Any, _about: Any, row: Any) -> bool:
    """Say whether the plan of an objective serves the aim asked for."""
    return bool(not wanted.aim or wanted.aim in row.objective.line.plan.aim_ids)


AIM = FilterPart("aim", _l("Aim"), asking=one_row(lambda _viewer: all_aim_names()), fits=serves_aim)
HOLDS = "holds"
ANY_FAILS = "fails"
SMART_WORDS: dict[str, Any] = {
    ANY_FAILS: _l("A letter fails"),
    "specific": _l("S fails"),
    "measurable": _l("M fails"),
    "achievable": _l("A fails"),
    "relevant": _l("R fails"),
    "time_bound": _l("T fails"),
    HOLDS: _l("Every letter holds"),
}


def fits_smart(wanted: Any, checks: Mapping[int, SmartCheck], row: Any) -> bool:
    """Say whether the check of an objective came out as asked for."""
    if not wanted.smart:
        return True
    failing = [letter.value for letter in checks[row.objective.id].letters]
    if wanted.smart in {HOLDS, ANY_FAILS}:
        return bool(failing) is bool(wanted.smart == ANY_FAILS)
    return wanted.smart in failing


@dataclass(frozen=True)
class ObjectiveFilter(ListFilter):
    """Whose objectives are wanted: those of a plan, without one of the current plan.

    A plan is loaded whole, with what its objectives have reached; the other parts are asked of
    these (`ObjectiveFigures`).
    """

    parts: ClassVar[tuple[FilterPart, ...]] = (
        PLAN,
        FilterPart(
            "soft-power",
            _l("Soft-power category"),
            asking=several_codes(SoftPower),
            field="soft_power",
            fits=has_category,
        ),
        AIM,
        FilterPart("smart", _l("SMART"), asking=one_of(SMART_WORDS), fits=fits_smart),
    )

    plan: int | None = None
    soft_power: tuple[SoftPower, ...] = ()
    aim: int | None = None
    smart: str = ""


@dataclass(frozen=True)
class GridFilter(ListFilter):
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

    plan: int | None = None
    year: str = ""
    tier: NationTier | None = None
    desk: str = ""
    all: str = ""
