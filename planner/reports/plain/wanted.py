"""What is required of the years of a period, and what of it was held or is ahead (M8 to M10)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import Any

from planner.reports.plain.events import (
    ahead,
    executed,
    is_backed,
    planned,
    unanswered,
    unapproved,
)
from planner.reports.plain.rows import PlainRows, Row

PlainYear = tuple[int, date, date]
"""The calendar year in which it begins, its first and its last day."""
Pair = tuple[Any, Any]


def years(a: date, b: date, month: int) -> list[PlainYear]:
    """Return the years of a period that begin with a month."""
    begins = a.year - (a.month < month)
    found = []
    while date(begins, month, 1) <= b:
        last = date(begins + 1, month, 1) - timedelta(days=1)
        found.append((begins, date(begins, month, 1), last))
        begins += 1
    return found


def in_force(rows: PlainRows, a: date, b: date) -> set[int]:
    """Return the agreed objectives of plans with a day in [a, b], not retired before it."""
    plans = {p["id"] for p in rows["plan"] if p["starts_on"] <= b and p["ends_on"] >= a}
    lines = {line["id"] for line in rows["line_of_effort"] if line["plan_id"] in plans}
    return {
        o["id"]
        for o in rows["objective"]
        if o["standing"] == "agreed"
        and o["line_id"] in lines
        and not (o["retired_on"] and o["retired_on"] < a)
    }


def breadth(rows: PlainRows, a: date, b: date) -> tuple[int, int]:
    """Return M7: the objectives in plans that an executed event serves, and all of them."""
    plan = in_force(rows, a, b)
    served = {key for event in executed(rows, a, b) for key in rows.served(event)}
    return len(plan & served), len(plan)


def requirements(rows: PlainRows, year: PlainYear, month: int) -> dict[tuple[int, str], int]:
    """Return what is agreed with partners for a year, by (objective, partner).

    It asks only for what stood in a plan of the year's own days.
    """
    begins, first, last = year
    standing = in_force(rows, first, last)
    return {
        (r["objective_id"], r["nation_code"]): r["number"]
        for r in rows["requirement"]
        if r["standing"] == "agreed"
        and (r["year"], r["begins_month"]) == (begins, month)
        and r["objective_id"] in standing
        and r["nation_code"] not in rows.own
    }


def pairs_of(rows: PlainRows, events: Iterable[Row]) -> Counter[Pair]:
    """Return how many events serve each objective with each partner."""
    return Counter(
        (objective, code)
        for event in events
        for objective in rows.served(event)
        for code in rows.partners(event)
    )


def wanted(
    rows: PlainRows, a: date, b: date, today: date, objectives: Collection[int], month: int = 1
) -> dict[Pair, tuple[int, ...]]:
    """Return (required, gap, residual, cells, met, asked, unplanned) by (objective, partner).

    Each year that the period touches is compared by itself, up to the period's end; what came
    later in the year, or is approved and ahead, is in the residual gap only. None stands for
    all of them.
    """
    found: dict[Pair, tuple[int, ...]] = defaultdict(lambda: (0,) * 7)
    for year in years(a, b, month):
        _begins, first, last = year
        held, later, coming, asked_of, open_of = (
            pairs_of(rows, events)
            for events in (
                executed(rows, first, min(b, last)),
                executed(rows, first, last),
                ahead(rows, first, last, today),
                unanswered(rows, first, last, today),
                unapproved(rows, first, last),
            )
        )
        for pair, r in requirements(rows, year, month).items():
            objective, code = pair
            if objective not in objectives:
                continue
            k, f = held[pair], later[pair] - held[pair] + coming[pair]
            residual = max(0, r - k - f)
            asked = min(residual, asked_of[pair])
            unplanned = max(0, residual - asked - open_of[pair])
            one = (r, max(0, r - k), residual, 1, int(k >= r), asked, unplanned)
            for cell in (pair, (objective, None), (None, code), (None, None)):
                found[cell] = tuple(x + y for x, y in zip(found[cell], one, strict=True))
    return dict(found)


def enough(
    rows: PlainRows, a: date, b: date, objectives: Collection[int], month: int = 1
) -> dict[int, int]:
    """Return Σ min(k, r) over the years of an objective, whoever the events were with."""
    found = dict.fromkeys(objectives, 0)
    for year in years(a, b, month):
        held = Counter(o for e in executed(rows, year[1], min(b, year[2])) for o in rows.served(e))
        required: Counter[int] = Counter()
        for (objective, _code), number in requirements(rows, year, month).items():
            required[objective] += number
        for objective in objectives:
            found[objective] += min(required[objective], held[objective])
    return found


def events_of(rows: PlainRows, measure: str, a: date, b: date, today: date) -> list[Row]:
    """Return the events of a measure of the matrix."""
    if measure == "planned":
        return planned(rows, a, b)
    if measure == "ahead":
        return ahead(rows, a, b, today)
    return executed(rows, a, b)


def cells(
    rows: PlainRows,
    measure: str,
    a: date,
    b: date,
    today: date,
    across: Callable[[Row], Iterable[Any]],
    row_of: Callable[[int], Any],
) -> dict[Pair, int]:
    """Return numbers of events by (row, column), None for all; `across(event)` gives columns."""
    found: dict[Pair, set[int]] = defaultdict(set)
    for event in events_of(rows, measure, a, b, today):
        objectives = rows.served(event)
        if measure == "outcome-backed":
            objectives = {o for o in objectives if is_backed(rows, event, o)}
            if not objectives:
                continue
        for column in {*across(event), None}:
            found[None, column].add(event["id"])
            for objective in objectives:
                found[row_of(objective), column].add(event["id"])
    return {key: len(ids) for key, ids in found.items()}
