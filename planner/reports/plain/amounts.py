"""Days, person-days and their shares (M1 to M4), and what events cost (M24)."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from planner.reports.plain.events import executed, people
from planner.reports.plain.rows import EXECUTED, PlainRows, Row


def days_in(event: Row, a: date, b: date) -> int:
    """Return the days of an executed event that lie in the period."""
    first: date = max(event["actual_starts_on"], a)
    last: date = min(event["actual_ends_on"], b)
    return max(0, (last - first).days + 1)


def on_days(rows: PlainRows, a: date, b: date) -> tuple[list[Row], list[Row]]:
    """Return executed events with at least a day in the period: exact ones, and the others."""
    found = [e for e in rows.events if e["state"] in EXECUTED and days_in(e, a, b) > 0]
    exact = [e for e in found if e["date_precision"] == "day"]
    return exact, [e for e in found if e["date_precision"] != "day"]


def event_days(rows: PlainRows, a: date, b: date) -> int:
    """Return M1."""
    return sum(days_in(e, a, b) for e in on_days(rows, a, b)[0])


def person_days(rows: PlainRows, a: date, b: date) -> tuple[int, int, int, int]:
    """Return M2: (sum, events, estimated, left out)."""
    known = [(e, *people(rows, e)) for e in on_days(rows, a, b)[0]]
    counted = [(days_in(e, a, b) * n, guessed) for e, n, guessed in known if n is not None]
    return (
        sum(days for days, _ in counted),
        len(counted),
        sum(guessed for _, guessed in counted),
        len(known) - len(counted),
    )


def effort_by_objective(rows: PlainRows, a: date, b: date) -> dict[int | None, Fraction]:
    """Return M3 by objective; None for events that serve none."""
    found: dict[int | None, Fraction] = defaultdict(Fraction)
    for event in on_days(rows, a, b)[0]:
        number, _guessed = people(rows, event)
        if number is None:
            continue
        shares: dict[Any, Fraction] = dict(rows.shares(event)) or {None: Fraction(1)}
        for objective, share in shares.items():
            found[objective] += share * number * days_in(event, a, b)
    return dict(found)


def effort_by_nation(rows: PlainRows, a: date, b: date) -> dict[str, tuple[Fraction, int]]:
    """Return M4 by partner: (person-days, how many events are estimated).

    The own nation takes part in every event, named or not.
    """
    days: dict[str, Fraction] = defaultdict(Fraction)
    guesses: dict[str, int] = defaultdict(int)
    for event in on_days(rows, a, b)[0]:
        number, _guessed = people(rows, event)
        parts, length = len(rows.partners(event)) + 1, days_in(event, a, b)
        for one in rows.nations_of[event["id"]]:
            code = one["nation_code"]
            if code in rows.own:
                continue
            if one["headcount_actual"] is not None:
                days[code] += one["headcount_actual"] * length
            elif number is not None:
                days[code] += Fraction(number * length, parts)
                guesses[code] += 1
    return {code: (amount, guesses[code]) for code, amount in days.items()}


def costs(rows: PlainRows, a: date, b: date) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return by (kind, currency) Σ planned, n, Σ actual, n, Σ actual of those shared, days, n."""
    found: dict[tuple[str, str], list[Any]] = defaultdict(
        lambda: [Fraction(0), 0, Fraction(0), 0, Fraction(0), 0, 0]
    )
    for event in executed(rows, a, b):
        one = found[event["kind"], event["currency"]]
        if event["planned_cost"] is not None:
            one[0] += Fraction(event["planned_cost"])
            one[1] += 1
        if event["actual_cost"] is None:
            continue
        one[2] += Fraction(event["actual_cost"])
        one[3] += 1
        number, _guessed = people(rows, event)
        if event["date_precision"] == "day" and number:
            days = (event["actual_ends_on"] - event["actual_starts_on"]).days + 1
            one[4] += Fraction(event["actual_cost"])
            one[5] += days * number
            one[6] += 1
    return {key: tuple(one) for key, one in found.items() if one[1] or one[3]}
