"""Which indicators owe a value: of objectives in use, until their plan ends."""

from sqlalchemy import ColumnElement, and_, false, or_

from planner.choices import IndicatorSource, Standing
from planner.objectives.models import Indicator, LineOfEffort, Objective, Plan
from planner.viewers import Viewer

IS_NOT_RETIRED = Objective.retired_on.is_(None)


def in_use_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the objective of an indicator is in use, and meets others."""
    agreed = Objective.standing == Standing.AGREED
    return Indicator.objective.has(and_(IS_NOT_RETIRED, agreed, *conditions))


def value_is_owed() -> ColumnElement[bool]:
    """Return the condition that a next value is owed, by whomever.

    A rhythm ends with the plan; a day that somebody typed is owed after it too.
    """
    in_plan = LineOfEffort.plan.has(Plan.ends_on >= Indicator.next_due_on)
    typed = Indicator.next_due_on == Indicator.typed_due_on
    return and_(
        Indicator.source == IndicatorSource.MANUAL,
        Indicator.next_due_on.is_not(None),
        or_(and_(typed, in_use_of()), in_use_of(Objective.line.has(in_plan))),
    )


def owes_value(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that it is the viewer who owes it."""
    return Indicator.owner_id == viewer.user_id if viewer.may("report") else false()


def holds_values() -> ColumnElement[bool]:
    """Return the condition that an indicator has an owner, or would need one: a value is owed."""
    owned = and_(Indicator.owner_id.is_not(None), Indicator.objective.has(IS_NOT_RETIRED))
    return or_(owned, value_is_owed())
