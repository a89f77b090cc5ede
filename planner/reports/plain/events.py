"""Which events count for what: EX, PL and their like, and how many people came."""

from collections.abc import Iterable
from datetime import date

from planner.reports.plain.rows import AHEAD, EXECUTED, UNAPPROVED, PlainRows, Row, is_in


def executed(rows: PlainRows, a: date, b: date) -> list[Row]:
    """Return EX: executed, with the actual end in the period."""
    return [e for e in rows.events if e["state"] in EXECUTED and is_in(e["actual_ends_on"], a, b)]


def planned(rows: PlainRows, a: date, b: date) -> list[Row]:
    """Return PL: the start first approved lies in the period."""
    return [e for e in rows.events if is_in(e["baseline_starts_on"], a, b)]


def approved(rows: PlainRows, a: date, b: date) -> list[Row]:
    """Return what is approved and neither executed nor called off."""
    return [e for e in rows.events if e["state"] in AHEAD and is_in(e["ends_on"], a, b)]


def ahead(rows: PlainRows, a: date, b: date, today: date) -> list[Row]:
    """Return what of it is still to come."""
    return [e for e in approved(rows, a, b) if e["ends_on"] >= today]


def unanswered(rows: PlainRows, a: date, b: date, today: date) -> list[Row]:
    """Return what of it has passed: neither executed nor ahead."""
    return [e for e in approved(rows, a, b) if e["ends_on"] < today]


def unapproved(rows: PlainRows, a: date, b: date) -> list[Row]:
    """Return what is planned and not approved yet."""
    return [e for e in rows.events if e["state"] in UNAPPROVED and is_in(e["ends_on"], a, b)]


def is_backed(rows: PlainRows, event: Row, objective: int) -> bool:
    """Say whether a verified good outcome of strength 2 or more stands for an objective."""
    return any(
        one["objective_id"] == objective
        and one["verified_by_id"] is not None
        and one["sign"] == "positive"
        and one["strength"] >= 2
        for one in rows.outcomes_of[event["id"]]
    )


def total(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None where nothing is."""
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def attended(rows: PlainRows, event: Row) -> int | None:
    """Return how many came: of the event, else of its nations, else by the names ticked."""
    came: int | None = event["participants_actual"]
    if came is None:
        came = total(one["headcount_actual"] for one in rows.nations_of[event["id"]])
    if came is None:
        came = sum(1 for one in rows.attendances_of[event["id"]] if one["has_attended"]) or None
    return came


def people(rows: PlainRows, event: Row) -> tuple[int | None, bool]:
    """Return (number, is estimated); (None, …) when neither attended nor planned is known."""
    came = attended(rows, event)
    if came is not None:
        return came, False
    expected = event["participants_planned"]
    if expected is None:
        expected = total(one["headcount_planned"] for one in rows.nations_of[event["id"]])
    return expected, True


def is_linked(rows: PlainRows, event: Row) -> bool:
    """Say whether an event has a link of any weight."""
    return bool(rows.shares(event))


def is_complete(rows: PlainRows, event: Row) -> bool:
    """Say whether an executed event lacks nothing that is asked of every event."""
    report = rows.report_of.get(event["id"])
    return bool(
        is_linked(rows, event)
        and people(rows, event)[0] is not None
        and event["host_code"]
        and report
        and (report["has_no_outcomes"] or rows.outcomes_of[event["id"]])
    )
