"""By when the next value of an indicator is owed: as typed, or by its rhythm."""

from calendar import monthrange
from datetime import date

from planner.choices import IndicatorSource, Rhythm, Standing
from planner.objectives.models import Indicator

MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


def last_seen(indicator: Indicator) -> date | None:
    """Return the day of the latest value that was recorded, verified or not."""
    return max((update.seen_on for update in indicator.updates), default=None)


def holds_typed_day(indicator: Indicator) -> bool:
    """Say whether the day that was typed still stands: no later value was recorded since."""
    last, after = last_seen(indicator), indicator.typed_after
    is_unmet = last is None or (after is not None and last <= after)
    return indicator.typed_due_on is not None and is_unmet


def due_day(indicator: Indicator) -> date | None:
    """Return by when the next value is owed; None where none is.

    The day typed counts until a later value is recorded; then the rhythm counts from the last
    value, without one from the day of the baseline, else from the day that it was set.
    """
    if holds_typed_day(indicator):
        return indicator.typed_due_on
    since = last_seen(indicator) or indicator.baseline_on or indicator.due_counted_from
    if indicator.rhythm not in MONTHS or since is None:
        return None
    return as_many_months_later(since, MONTHS[indicator.rhythm])


def as_many_months_later(day: date, months: int) -> date:
    """Return the same day of a later month; the last of a month leads to the last of a month."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    length = monthrange(year, month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if is_last else min(day.day, length))


def keep_due_day(indicator: Indicator) -> None:
    """Set the due day anew after a value came, went or moved, or the baseline did."""
    indicator.next_due_on = due_day(indicator)


def owed_on(indicator: Indicator) -> date | None:
    """Return by when a value is owed, None where none is: `value_is_owed` of a row that is read."""
    objective, day = indicator.objective, indicator.next_due_on
    is_in_use = objective.retired_on is None and objective.standing is Standing.AGREED
    if day is None or not is_in_use or indicator.source is not IndicatorSource.MANUAL:
        return None
    return day if day == indicator.typed_due_on or day <= objective.line.plan.ends_on else None
