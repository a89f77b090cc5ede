"""An indicator on a day from its rows: target, value, progress and what is expected (M20, M21)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from planner.reports.plain.indicators import COUNTED
from planner.reports.plain.parts import reached
from planner.reports.plain.rows import PlainRows, Row
from planner.reports.plain.wanted import years

SHOWN_FROM = 5
"""Of an indicator with parts no smaller count is shown."""


@dataclass(frozen=True)
class PlainReading:
    """What an indicator says on a day."""

    wanted: Fraction | None
    actual: Fraction | None
    p: Fraction | None
    x: Fraction


def exact(value: Any) -> Fraction | None:
    """Return a number exactly; None of none."""
    return None if value is None else Fraction(str(value))


def read(rows: PlainRows, indicator: Row, day: date, month: int) -> PlainReading:
    """Return an indicator on a day, in an office whose years begin with a month."""
    target = target_on(rows.targets_of[indicator["id"]], day)
    if target is None:
        actual = value_of(rows, indicator, indicator["baseline_on"] or day, day)
        return PlainReading(None, actual, None, Fraction(0))
    first, last = part_on(indicator, target, day, month)
    actual = value_of(rows, indicator, first, min(day, last))
    baseline, wanted = exact(indicator["baseline"]), exact(target["value"])
    p = reached(baseline, wanted, actual, is_up=indicator["direction"] == "up")
    gone = Fraction((day - first).days + 1, (last - first).days + 1)
    return PlainReading(wanted, actual, p, min(max(gone, Fraction(0)), Fraction(1)))


def target_on(targets: list[Row], day: date) -> Row | None:
    """Return the target that began last, else the first to come."""
    ordered = sorted(targets, key=lambda one: one["starts_on"])
    begun = [one for one in ordered if one["starts_on"] <= day]
    return begun[-1] if begun else ordered[0] if ordered else None


def part_on(indicator: Row, target: Row, day: date, month: int) -> tuple[date, date]:
    """Return the days of a target, of a yearly indicator those in the year of the day."""
    first, last = target["starts_on"], target["ends_on"]
    if not indicator["is_yearly"]:
        return first, last
    inside = min(max(day, first), last)
    ((_begins, begin, end),) = years(inside, inside, month)
    return max(begin, first), min(end, last)


def value_of(rows: PlainRows, indicator: Row, first: date, last: date) -> Fraction | None:
    """Return A: counted by the product, else made of the values that somebody verified."""
    if indicator["source"] == "auto":
        formula = COUNTED.get(indicator["code"])
        return formula(rows, first, last) if formula and first <= last else None
    known = sorted(
        (one for one in rows.updates_of[indicator["id"]] if counts(one) and one["seen_on"] <= last),
        key=lambda one: (one["seen_on"], one["id"]),
    )
    if indicator["measured_as"] == "percentage":
        known = [one for one in known if one["denominator"] is not None]
    if indicator["aggregation"] == "latest":
        used = known[-1:]
    else:
        used = [one for one in known if one["seen_on"] >= first]
    if not used or (indicator["parted_by"] and any(one["value"] < SHOWN_FROM for one in used)):
        return None
    return together(indicator, used)


def counts(update: Row) -> bool:
    """Say whether a value was verified, or is from before values were."""
    return update["verified_by_id"] is not None or bool(update["is_from_before"])


def together(indicator: Row, used: list[Row]) -> Fraction:
    """Return the sum or the mean of values; of percentages their two numbers are added up."""
    if indicator["measured_as"] == "percentage":
        return 100 * added(used, "numerator") / added(used, "denominator")
    whole = added(used, "value")
    return whole / len(used) if indicator["aggregation"] == "mean" else whole


def added(rows: list[Row], name: str) -> Fraction:
    """Return the sum of one of the values of rows, exactly."""
    return sum((Fraction(str(one[name])) for one in rows), Fraction(0))
