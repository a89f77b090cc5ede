"""What is done to the targets of an indicator."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.objectives.actions import check_period
from planner.objectives.indicator_actions import check_side
from planner.objectives.measuring import check_fits
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
)
from planner.objectives.objective_actions import require_edit
from planner.objectives.parting import TYPED, keep_parts
from planner.shapes.indicator import (
    WrittenTarget,
)
from planner.shapes.writing import fill
from planner.viewers import Viewer


def check_target(
    indicator: Indicator, written: WrittenTarget, but: IndicatorTarget | None = None
) -> None:
    """Refuse a target on the wrong side, or for days that another target covers."""
    starts_on, ends_on = written.starts_on, written.ends_on
    check_period(starts_on, ends_on)
    check_fits(indicator, written.value)
    check_side(indicator, written.value)
    for other in indicator.targets:
        if other is not but and other.starts_on <= ends_on and starts_on <= other.ends_on:
            raise RuleBroken(
                _("Another target covers some of these days. Choose a period beside it.")
            )


def add_target(indicator: Indicator, written: WrittenTarget, *, viewer: Viewer) -> IndicatorTarget:
    """Set the value wanted by the end of a period."""
    require_edit(indicator.objective, viewer)
    check_target(indicator, written)
    target = IndicatorTarget()
    fill(target, written, but=TYPED)
    keep_parts(target, indicator, written)
    indicator.targets.append(target)
    db.session.flush()
    return target


def edit_target(
    target: IndicatorTarget,
    indicator: Indicator,
    written: WrittenTarget,
    *,
    viewer: Viewer,
) -> IndicatorTarget:
    """Change a target."""
    require_edit(indicator.objective, viewer)
    check_target(indicator, written, but=target)
    fill(target, written, but=TYPED)
    keep_parts(target, indicator, written)
    return target


def remove_target(
    target: IndicatorTarget, indicator: Indicator, *, viewer: Viewer
) -> IndicatorTarget:
    """Remove a target."""
    require_edit(indicator.objective, viewer)
    indicator.targets.remove(target)
    db.session.flush()  # its first day is free again for another target
    return target
