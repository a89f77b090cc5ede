"""What came of events, how strong it is, and which promises were kept (M11 to M13)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any

from planner.reports.plain.events import executed, is_backed
from planner.reports.plain.rows import KEPT, OPEN, PlainRows, Row, is_in


def closed_windows(
    rows: PlainRows, event: Row, today: date, objectives: Collection[int]
) -> tuple[set[int], bool]:
    """Return the linked objectives whose window has closed, and whether there is a link at all."""
    windows = {o["id"]: o["outcome_window_days"] for o in rows["objective"]}
    linked = {x["objective_id"] for x in rows.links_of[event["id"]] if x["weight"] > 0}
    age = (today - event["actual_ends_on"]).days
    known = linked & set(objectives)
    return {o for o in known if age > windows[o]}, bool(known)


def is_harmed(rows: PlainRows, event: Row, objectives: Collection[int]) -> bool:
    """Say whether a verified negative outcome stands against one of some objectives."""
    return any(
        one["objective_id"] in objectives
        and one["verified_by_id"] is not None
        and one["sign"] == "negative"
        for one in rows.outcomes_of[event["id"]]
    )


def outcome_yield(
    rows: PlainRows, a: date, b: date, today: date, objectives: Collection[int]
) -> tuple[int, int, int, int]:
    """Return M11 over events: (yielded, due, harmed, waiting)."""
    yielded = due = harmed = waiting = 0
    for event in executed(rows, a, b):
        closed, is_linked = closed_windows(rows, event, today, objectives)
        if closed:
            due += 1
            yielded += any(is_backed(rows, event, o) for o in closed)
            harmed += is_harmed(rows, event, closed)
        elif is_linked:
            waiting += 1
    return yielded, due, harmed, waiting


def evidence(rows: PlainRows, a: date, b: date, codes: Collection[str] = ()) -> list[int]:
    """Return M12: how many outcomes seen in the period at each level, of events with nations."""
    events, seen = {e["id"]: e for e in rows["event"]}, []
    for one in rows["outcome"]:
        came_from = [events[key] for key in rows.events_of[one["id"]]]
        if codes and not any(rows.partners(e) & set(codes) for e in came_from):
            continue
        if is_in(one["seen_on"], a, b):
            seen.append(one["strength"])
    return [seen.count(level) for level in range(5)]


def outcomes_by_kind(rows: PlainRows, a: date, b: date) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return by (type, sign) how many outcomes were seen, and how many of them are verified."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in rows["outcome"]:
        if is_in(one["seen_on"], a, b):
            found[one["kind"], one["sign"]][0] += 1
            found[one["kind"], one["sign"]][1] += one["verified_by_id"] is not None
    return {key: tuple(numbers) for key, numbers in found.items()}


def middle(numbers: Collection[int]) -> float | None:
    """Return the median; None of nothing."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def promises(rows: PlainRows, a: date, b: date, today: date) -> tuple[Any, ...]:
    """Return M13: (on time, kept or overdue, median late, oldest overdue, not due, dropped)."""
    alive = {e["id"] for e in rows.events}
    due = [f for f in rows["follow_up"] if is_in(f["due_on"], a, b) and f["event_id"] in alive]
    closed = [f for f in due if f["state"] in KEPT]
    overdue = [f for f in due if f["state"] in OPEN and f["due_on"] < today]
    slips = [(f["closed_on"] - f["due_on"]).days for f in closed]
    late = [days for days in slips if days > 0] + [(today - f["due_on"]).days for f in overdue]
    return (
        sum(days <= 0 for days in slips),
        len(closed) + len(overdue),
        middle(late),
        min((f["due_on"] for f in overdue), default=None),
        sum(f["state"] in OPEN for f in due) - len(overdue),
        sum(f["state"] == "dropped" for f in due),
    )


def media_tone(rows: PlainRows, a: date, b: date) -> tuple[Fraction | None, int]:
    """Return M23: the mean tone of what was published in a period, from three on, and how many."""
    alive = {event["id"] for event in rows.events}
    tones = [
        one["tone"]
        for one in rows["media_item"]
        if (one["event_id"] is None or one["event_id"] in alive)
        and is_in(one["published_on"], a, b)
    ]
    return (Fraction(sum(tones), len(tones)) if len(tones) >= 3 else None), len(tones)
