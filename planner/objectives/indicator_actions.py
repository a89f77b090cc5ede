"""What is done to indicators, their targets and their updates."""

from datetime import date, datetime
from decimal import Decimal

from flask_babel import gettext as _

from planner.choices import Direction, IndicatorSource
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.foureyes import add_writer, has_written
from planner.objectives.actions import check_period
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    IndicatorUpdate,
    Objective,
)
from planner.objectives.objective_actions import require_edit
from planner.objectives.progress import is_reachable
from planner.shapes.indicator import (
    RestoredValue,
    WrittenIndicator,
    WrittenTarget,
    WrittenValue,
)
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.filters import number
from planner.web.undoing import restored


def add_indicator(objective: Objective, written: WrittenIndicator, *, viewer: Viewer) -> Indicator:
    """Add an indicator to an objective."""
    require_edit(objective, viewer)
    check_indicator_code(objective, written.code, None)
    indicator = Indicator(objective=objective)
    fill(indicator, written)
    db.session.add(indicator)
    db.session.flush()
    return indicator


def edit_indicator(indicator: Indicator, written: WrittenIndicator, *, viewer: Viewer) -> Indicator:
    """Change an indicator; its targets must still lie on the wanted side of the baseline."""
    require_edit(indicator.objective, viewer)
    check_indicator_code(indicator.objective, written.code, indicator)
    for target in indicator.targets:
        check_side(written.direction, written.baseline, target.value)
    if written.source is IndicatorSource.AUTO and indicator.updates:
        raise RuleBroken(
            _("This indicator has typed-in values. Remove them before the product computes it.")
        )
    fill(indicator, written)
    return indicator


def check_indicator_code(objective: Objective, code: str, indicator: Indicator | None) -> None:
    """Refuse the code of another indicator of the objective."""
    if any(other.code == code and other is not indicator for other in objective.indicators):
        raise RuleBroken(_("The objective has an indicator %(code)s already.", code=code))


def remove_indicator(indicator: Indicator, *, viewer: Viewer) -> Indicator:
    """Remove an indicator that has no value yet, with its targets."""
    require_edit(indicator.objective, viewer)
    if indicator.updates:
        raise RuleBroken(
            _(
                "%(code)s has values, so it is not removed. Give it the weight 0 instead.",
                code=indicator.code,
            )
        )
    indicator.objective.indicators.remove(indicator)
    return indicator


@restored("indicator")
def restored_indicator(indicator: Indicator, viewer: Viewer) -> None:
    """Refuse a code that the objective has given away meanwhile."""
    require_edit(indicator.objective, viewer)
    check_indicator_code(indicator.objective, indicator.code, indicator)


def check_side(direction: Direction, baseline: Decimal | None, value: Decimal) -> None:
    """Refuse a target on the wrong side of the baseline (METRICS M20); the same level is held."""
    if baseline is None or is_reachable(direction, baseline, value):
        return
    words = {"target": number(value, 4), "baseline": number(baseline, 4)}
    if direction is Direction.UP:
        raise RuleBroken(
            _(
                "Higher is better, but the target %(target)s lies below the baseline"
                " %(baseline)s. Enter a target of %(baseline)s or more.",
                **words,
            )
        )
    raise RuleBroken(
        _(
            "Lower is better, but the target %(target)s lies above the baseline"
            " %(baseline)s. Enter a target of %(baseline)s or less.",
            **words,
        )
    )


def check_target(
    indicator: Indicator, written: WrittenTarget, but: IndicatorTarget | None = None
) -> None:
    """Refuse a target on the wrong side, or for days that another target covers."""
    starts_on, ends_on = written.starts_on, written.ends_on
    check_period(starts_on, ends_on)
    check_side(indicator.direction, indicator.baseline, written.value)
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
    fill(target, written)
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
    fill(target, written)
    return target


def remove_target(
    target: IndicatorTarget, indicator: Indicator, *, viewer: Viewer
) -> IndicatorTarget:
    """Remove a target."""
    require_edit(indicator.objective, viewer)
    indicator.targets.remove(target)
    db.session.flush()  # its first day is free again for another target
    return target


def check_update(indicator: Indicator, seen_on: date, today: date) -> None:
    """Refuse a typed value of a computed indicator, and one seen in the future."""
    if indicator.source is IndicatorSource.AUTO:
        raise RuleBroken(_("The product computes this indicator; its values are not typed in."))
    if seen_on > today:
        raise RuleBroken(_("The value is seen in the future. Enter the day it was seen."))


def add_update(
    indicator: Indicator, written: WrittenValue, *, viewer: Viewer, now: datetime, today: date
) -> IndicatorUpdate:
    """Record a value seen on a day, with its evidence."""
    update = IndicatorUpdate(author_id=viewer.user_id, writer_ids=[], created_at=now)
    return write_update(update, indicator, written, today=today)


def bring_update_back(
    indicator: Indicator, removed: RestoredValue, *, today: date
) -> IndicatorUpdate:
    """Record a removed value again, with its first author, its moment and all its writers."""
    return write_update(IndicatorUpdate(), indicator, removed, today=today)


def write_update(
    update: IndicatorUpdate, indicator: Indicator, written: WrittenValue, *, today: date
) -> IndicatorUpdate:
    """Check and set what a new value says."""
    check_update(indicator, written.seen_on, today)
    fill(update, written)
    indicator.updates.append(update)
    db.session.flush()
    return update


def edit_update(
    update: IndicatorUpdate,
    indicator: Indicator,
    written: WrittenValue,
    *,
    today: date,
    viewer: Viewer,
) -> IndicatorUpdate:
    """Correct a recorded value; one that was verified must be withdrawn first."""
    refuse_verified(update)
    check_update(indicator, written.seen_on, today)
    fill(update, written)
    add_writer(update, viewer.user_id)
    return update


def remove_update(update: IndicatorUpdate, indicator: Indicator) -> IndicatorUpdate:
    """Remove a recorded value that nobody has verified."""
    refuse_verified(update)
    indicator.updates.remove(update)
    return update


def refuse_verified(update: IndicatorUpdate) -> None:
    """Raise RuleBroken when somebody verified the value."""
    if update.is_verified:
        raise RuleBroken(
            _("This value is verified. Ask an approver to withdraw the verification first.")
        )


def verify_update(update: IndicatorUpdate, *, viewer: Viewer, now: datetime) -> IndicatorUpdate:
    """Confirm a value: an approver who neither entered nor corrected it."""
    viewer.require("verify", _("Only an approver verifies values."))
    if update.is_verified:
        raise RuleBroken(_("This value is verified already."))
    if has_written(update, viewer.user_id):
        raise NotAllowed(
            _("You entered or corrected this value yourself. Somebody else has to verify it.")
        )
    update.verified_by_id, update.verified_at = viewer.user_id, now
    return update


def withdraw_update_verification(update: IndicatorUpdate, *, viewer: Viewer) -> IndicatorUpdate:
    """Take a verification back, so that the value can be corrected."""
    viewer.require("verify", _("Only an approver withdraws a verification."))
    if not update.is_verified:
        raise RuleBroken(_("This value is not verified."))
    update.verified_by_id = update.verified_at = None
    return update
