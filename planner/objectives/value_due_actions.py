"""Who owes the values of an indicator, and by when."""

from datetime import date

from flask_babel import gettext as _

from planner.choices import IndicatorSource, Rhythm
from planner.errors import RuleBroken
from planner.objectives.models import Indicator
from planner.objectives.objective_actions import require_edit
from planner.objectives.picker_queries import value_owner_choices
from planner.objectives.value_due import keep_due_day, last_seen
from planner.shapes.indicator import OwedValues
from planner.viewers import Viewer


def set_owed_values(
    indicator: Indicator, owed: OwedValues, *, viewer: Viewer, today: date
) -> Indicator:
    """Say who owes the values of an indicator, how often, and by which day the next one."""
    require_edit(indicator.objective, viewer)
    check_owner(indicator, owed.owner_id)
    if indicator.source is IndicatorSource.AUTO and asks_for_values(owed):
        raise RuleBroken(_("The product computes this indicator; nobody owes its values."))
    before = (indicator.rhythm, indicator.typed_due_on)
    indicator.owner_id, indicator.is_releasable = owed.owner_id, owed.is_releasable
    indicator.rhythm, indicator.typed_due_on = owed.rhythm, owed.typed_due_on
    if before != (owed.rhythm, owed.typed_due_on):
        indicator.due_counted_from, indicator.typed_after = today, last_seen(indicator)
    keep_due_day(indicator)
    return indicator


def asks_for_values(owed: OwedValues) -> bool:
    """Say whether values are asked for at all."""
    return owed.rhythm is not Rhythm.NONE or owed.typed_due_on is not None


def check_owner(indicator: Indicator, owner_id: int | None) -> None:
    """Refuse somebody who may not record values; who is owner already may stay."""
    if owner_id is None or owner_id == indicator.owner_id:
        return
    if owner_id not in value_owner_choices():
        raise RuleBroken(_("This colleague may not record values. Choose another."))
