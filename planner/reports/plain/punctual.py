"""What was held as planned, reported and followed up in time (M5, M6, M13, M14)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from planner.reports.plain.events import executed, is_complete, planned
from planner.reports.plain.outcomes import middle
from planner.reports.plain.rows import KEPT, OPEN, PlainRows, Row, is_in

Groups = Callable[[Row], Iterable[Any]]
Share = tuple[int, int]


def execution(rows: PlainRows, a: date, b: date) -> tuple[Share, Share, Share, Share]:
    """Return M5: (both, planned), (unplanned, executed), (cancelled, …), (postponed, …)."""
    pl = {e["id"]: e for e in planned(rows, a, b)}
    ex = {e["id"] for e in executed(rows, a, b)}
    count = len(pl)
    states = [e["state"] for e in pl.values()]
    return (
        (len(ex & pl.keys()), count),
        (len(ex - pl.keys()), len(ex)),
        (states.count("cancelled"), count),
        (states.count("postponed"), count),
    )


def slip(rows: PlainRows, a: date, b: date) -> tuple[float | None, int, int]:
    """Return M6: (median days, events, imprecise ones left out)."""
    both = [e for e in executed(rows, a, b) if is_in(e["baseline_starts_on"], a, b)]
    exact = [e for e in both if e["date_precision"] == "day"]
    days = [(e["actual_starts_on"] - e["baseline_starts_on"]).days for e in exact]
    return middle(days), len(exact), len(both) - len(exact)


def report_days(rows: PlainRows) -> int:
    """Return after how many days a report is late, by the office."""
    return int(rows["office"][0]["report_days"])


def reports_due(rows: PlainRows, a: date, b: date, today: date) -> list[Row]:
    """Return the executed events whose days for the report have passed."""
    days = report_days(rows)
    return [e for e in executed(rows, a, b) if (today - e["actual_ends_on"]).days > days]


def is_in_time(rows: PlainRows, event: Row) -> bool:
    """Say whether the report of an event came within its days."""
    report = rows.report_of.get(event["id"])
    if report is None:
        return False
    return bool((report["reported_on"] - event["actual_ends_on"]).days <= report_days(rows))


def reports_in_time(rows: PlainRows, a: date, b: date, today: date) -> Share:
    """Return M14: (reported within the office's days, whose days have passed)."""
    due = reports_due(rows, a, b, today)
    return sum(is_in_time(rows, event) for event in due), len(due)


def punctuality(
    rows: PlainRows, a: date, b: date, today: date, groups_of: Groups
) -> dict[Any, tuple[int, ...]]:
    """Return by group (planned, executed of it, reports due, in time, follow-ups, in time,
    executed, of these complete).
    """
    found: dict[Any, list[int]] = defaultdict(lambda: [0] * 8)
    ran = {e["id"] for e in executed(rows, a, b)}
    for event in planned(rows, a, b):
        add(found, groups_of(event), 0, event["id"] in ran)
    for event in reports_due(rows, a, b, today):
        add(found, groups_of(event), 2, is_in_time(rows, event))
    events = {e["id"]: e for e in rows.events}
    for one in rows["follow_up"]:
        is_kept = one["state"] in KEPT
        is_late = one["state"] in OPEN and one["due_on"] < today
        if one["event_id"] in events and is_in(one["due_on"], a, b) and (is_kept or is_late):
            in_time = is_kept and one["closed_on"] <= one["due_on"]
            add(found, groups_of(events[one["event_id"]]), 4, in_time)
    for event in executed(rows, a, b):
        add(found, groups_of(event), 6, is_complete(rows, event))
    return {group: tuple(numbers) for group, numbers in found.items()}


def add(found: dict[Any, list[int]], groups: Iterable[Any], place: int, is_good: bool) -> None:
    """Count one row in each of its groups, and beside it whether it is good."""
    for group in groups:
        found[group][place] += 1
        found[group][place + 1] += bool(is_good)


def owner_of(event: Row) -> list[Any]:
    """Return the owner of an event as its group."""
    return [event["owner_id"]]


def desks_of(rows: PlainRows) -> Groups:
    """Return what gives the desks of the partners of an event."""
    desks = {one["code"]: one["desk"] for one in rows["nation"]}
    return lambda event: {desks[code] for code in rows.partners(event)} - {""}
