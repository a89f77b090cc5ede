"""The events that each measure of a report counts, by its name, from rows alone."""

from collections.abc import Callable, Iterator
from datetime import date

from planner.reports.plain.amounts import on_days
from planner.reports.plain.events import (
    ahead,
    executed,
    is_backed,
    is_complete,
    is_linked,
    people,
    planned,
    unanswered,
    unapproved,
)
from planner.reports.plain.outcomes import closed_windows, is_harmed
from planner.reports.plain.punctual import is_in_time, reports_due
from planner.reports.plain.rows import AHEAD, UNAPPROVED, PlainRows, Row, is_in

PlainMeasure = Callable[[PlainRows, date, date, date], list[Row]]
Test = Callable[[PlainRows, Row], bool]


def of_executed(test: Test) -> PlainMeasure:
    """Return the events of EX that pass a test."""
    return lambda rows, a, b, _today: [e for e in executed(rows, a, b) if test(rows, e)]


def of_planned(test: Test) -> PlainMeasure:
    """Return the events of PL that pass a test."""
    return lambda rows, a, b, _today: [e for e in planned(rows, a, b) if test(rows, e)]


def both(rows: PlainRows, a: date, b: date, _today: date) -> list[Row]:
    """Return EX ∩ PL."""
    return [e for e in executed(rows, a, b) if is_in(e["baseline_starts_on"], a, b)]


def unplanned(rows: PlainRows, a: date, b: date, _today: date) -> list[Row]:
    """Return EX ∖ PL."""
    return [e for e in executed(rows, a, b) if not is_in(e["baseline_starts_on"], a, b)]


def in_time(rows: PlainRows, a: date, b: date, today: date) -> list[Row]:
    """Return the numerator of M14."""
    return [e for e in reports_due(rows, a, b, today) if is_in_time(rows, e)]


def to_come(rows: PlainRows, _a: date, _b: date, today: date) -> list[Row]:
    """Return what begins today or later and is neither executed nor called off."""
    states = AHEAD | UNAPPROVED
    return [
        e
        for e in rows.events
        if e["state"] in states and e["starts_on"] is not None and e["starts_on"] >= today
    ]


def of_yield(test: Callable[[PlainRows, Row, set[int], bool], bool]) -> PlainMeasure:
    """Return the events of EX that M11 tells apart by their closed windows."""

    def found(rows: PlainRows, a: date, b: date, today: date) -> list[Row]:
        every = {one["id"] for one in rows["objective"]}
        return [
            e for e in executed(rows, a, b) if test(rows, e, *closed_windows(rows, e, today, every))
        ]

    return found


def is_backed_at_all(rows: PlainRows, event: Row) -> bool:
    """Say whether an objective that an event serves is backed by an outcome."""
    return any(is_backed(rows, event, one) for one in rows.served(event))


def hosts(rows: PlainRows, event: Row) -> str:
    """Return who hosted: “us”, “them”, or nobody who was named."""
    if not event["host_code"]:
        return ""
    return "us" if event["host_code"] in rows.own else "them"


def is_unanswered(rows: PlainRows, event: Row) -> bool:
    """Say whether nobody said what came of an event."""
    report = rows.report_of.get(event["id"])
    return not rows.outcomes_of[event["id"]] and not (report and report["has_no_outcomes"])


PLAIN: dict[str, PlainMeasure] = {
    "executed": of_executed(lambda _rows, _e: True),
    "planned": of_planned(lambda _rows, _e: True),
    "ahead": ahead,
    "unanswered": unanswered,
    "unapproved": lambda rows, a, b, _today: unapproved(rows, a, b),
    "planned-executed": both,
    "unplanned": unplanned,
    "slipped": lambda rows, a, b, today: [
        e for e in both(rows, a, b, today) if e["date_precision"] == "day"
    ],
    "planned-cancelled": of_planned(lambda _rows, e: e["state"] == "cancelled"),
    "planned-postponed": of_planned(lambda _rows, e: e["state"] == "postponed"),
    "unlinked": of_executed(lambda rows, e: not is_linked(rows, e)),
    "outcome-backed": of_executed(is_backed_at_all),
    "report-due": reports_due,
    "reported-in-time": in_time,
    "unreported": of_executed(lambda rows, e: e["id"] not in rows.report_of),
    "no-answer": of_executed(is_unanswered),
    "yield-due": of_yield(lambda _rows, _e, closed, _linked: bool(closed)),
    "yielded": of_yield(lambda rows, e, closed, _: any(is_backed(rows, e, o) for o in closed)),
    "harmed": of_yield(lambda rows, e, closed, _linked: is_harmed(rows, e, closed)),
    "yield-waiting": of_yield(lambda _rows, _e, closed, linked: linked and not closed),
    "hosted": of_executed(lambda rows, e: hosts(rows, e) == "us"),
    "visited": of_executed(lambda rows, e: hosts(rows, e) == "them"),
    "without-host": of_executed(lambda rows, e: not hosts(rows, e)),
    "met": of_executed(lambda rows, e: bool(rows.met(e))),
    "agreed": of_executed(lambda rows, e: rows.families[e["kind"]] == "agreement"),
    "next": to_come,
    "on-days": lambda rows, a, b, _today: on_days(rows, a, b)[0],
    "without-days": lambda rows, a, b, _today: on_days(rows, a, b)[1],
    "effort": lambda rows, a, b, _today: [
        e for e in on_days(rows, a, b)[0] if people(rows, e)[0] is not None
    ],
    "costed": of_executed(lambda _rows, e: e["actual_cost"] is not None),
    "cost-planned": of_executed(lambda _rows, e: e["planned_cost"] is not None),
    "uncosted": of_executed(lambda _rows, e: e["actual_cost"] is None),
    "remote": of_executed(lambda _rows, e: e["modality"] != "in_person"),
    "people-unknown": of_executed(lambda rows, e: people(rows, e)[0] is None),
    "executed-unowned": of_executed(lambda _rows, e: e["owner_id"] is None),
    "vague": of_executed(lambda _rows, e: e["date_precision"] != "day"),
    "complete": of_executed(is_complete),
}
"""By the name of the measure; the reports' own conditions are compared with these."""


def plain_events(
    rows: PlainRows, a: date, b: date, today: date
) -> Iterator[tuple[str, dict[int, Row]]]:
    """Give the events of each measure by their keys."""
    for name, found in PLAIN.items():
        yield name, {event["id"]: event for event in found(rows, a, b, today)}
