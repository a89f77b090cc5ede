"""What is done to the values of an indicator, and to their verification."""

from datetime import date, datetime

from flask_babel import gettext as _

from planner.choices import IndicatorSource
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.foureyes import add_writer, has_written
from planner.objectives.measuring import fill_value
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.objectives.outlier_words import question
from planner.objectives.outliers import check_far, value_of
from planner.objectives.value_due import keep_due_day
from planner.shapes.indicator import RestoredValue, ValueSeen
from planner.viewers import Viewer


def check_update(indicator: Indicator, seen_on: date, today: date) -> None:
    """Refuse a typed value of a computed indicator, and one seen in the future."""
    if indicator.source is IndicatorSource.AUTO:
        raise RuleBroken(_("The product computes this indicator; its values are not typed in."))
    if seen_on > today:
        raise RuleBroken(_("The value is seen in the future. Enter the day it was seen."))


def add_update(
    indicator: Indicator, written: ValueSeen, *, viewer: Viewer, now: datetime, today: date
) -> IndicatorUpdate:
    """Record a value seen on a day, with its evidence."""
    update = IndicatorUpdate(author_id=viewer.user_id, writer_ids=[], created_at=now)
    update.is_confirmed = check_far(indicator, written, question)
    update.is_confirmed = check_far(indicator, written, question)
    return write_update(update, indicator, written, today=today)


def bring_update_back(
    indicator: Indicator, removed: RestoredValue, *, today: date
) -> IndicatorUpdate:
    """Record a removed value again, with its first author, its moment and all its writers."""
    return write_update(IndicatorUpdate(), indicator, removed, today=today)


def write_update(
    update: IndicatorUpdate, indicator: Indicator, written: ValueSeen, *, today: date
) -> IndicatorUpdate:
    """Check and set what a new value says."""
    check_update(indicator, written.seen_on, today)
    fill_value(update, indicator, written)
    indicator.updates.append(update)
    keep_due_day(indicator)
    db.session.flush()
    return update


def edit_update(
    update: IndicatorUpdate,
    indicator: Indicator,
    written: ValueSeen,
    *,
    today: date,
    viewer: Viewer,
) -> IndicatorUpdate:
    """Correct a recorded value; one that was verified must be withdrawn first."""
    refuse_verified(update)
    check_update(indicator, written.seen_on, today)
    if (value_of(written), written.seen_on) != (update.value, update.seen_on):
        update.is_confirmed = check_far(indicator, written, question, but=update)
    fill_value(update, indicator, written)
    update.is_from_before = False
    add_writer(update, viewer.user_id)
    keep_due_day(indicator)
    return update


def remove_update(update: IndicatorUpdate, indicator: Indicator) -> IndicatorUpdate:
    """Remove a recorded value that nobody has verified."""
    refuse_verified(update)
    indicator.updates.remove(update)
    keep_due_day(indicator)
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
