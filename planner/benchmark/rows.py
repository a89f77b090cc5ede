"""The events of the benchmark’s office, alike in every run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Table

from planner.benchmark.row_parts import (
    EVERY,
    PARTNERS,
    Row,
    days_of,
    marking_of,
    moment_of,
    partners_of,
    uid_of,
)
from planner.benchmark.rows_beside import attendances, entry, follow_up, history, outcome
from planner.choices import DatePrecision, EventState, Modality, PartnerRole
from planner.db import Base
from planner.reference.shipped_kinds import ShippedKind

if TYPE_CHECKING:
    from planner.benchmark.office import FilledOffice

KINDS = list(ShippedKind)
HELD = (EventState.CLOSED, EventState.REPORTED, EventState.EXECUTED, EventState.CLOSED)
TO_COME = (EventState.APPROVED, EventState.PLANNED, EventState.COORDINATED, EventState.CONCEPT)


def table(name: str) -> Table:
    """Return a table by its name."""
    return Base.metadata.tables[name]


def of_events(office: FilledOffice, numbers: Iterable[int]) -> dict[str, list[Row]]:
    """Return the rows of some events by table, in the order in which they can be inserted."""
    numbers = list(numbers)
    with_outcome = [n for n in numbers if n % EVERY == 0 and days_of(office, n)[1] < office.today]
    return {
        "event": [event(office, n) for n in numbers],
        "event_nation": [row for n in numbers for row in nations(n)],
        "objective_link": [row for n in numbers for row in links(office, n)],
        "place": [place(n) for n in numbers],
        "attendance": [row for n in numbers for row in attendances(office, n)],
        "history_entry": [history(office, n) for n in numbers],
        "calendar_entry": [entry(office, n) for n in numbers],
        "outcome": [outcome(office, n) for n in with_outcome],
        "outcome_event": [{"outcome_id": n, "event_id": n} for n in with_outcome],
        "follow_up": [follow_up(office, n) for n in with_outcome],
    }


def event(office: FilledOffice, n: int) -> Row:
    """Return the row of one event."""
    starts_on, ends_on = days_of(office, n)
    is_held = ends_on < office.today
    return {
        "id": n,
        "uid": uid_of(n),
        "title": f"Engagement {n} with a partner",
        "kind": KINDS[n % len(KINDS)],
        "state": (HELD if is_held else TO_COME)[n % len(HELD)],
        "summary": "A line on what it is about.",
        "starts_on": starts_on,
        "ends_on": ends_on,
        "sort_on": starts_on,
        "date_precision": DatePrecision.DAY,
        "zone": "UTC",
        "travel_days_before": 0,
        "travel_days_after": 0,
        "baseline_starts_on": starts_on,
        "baseline_ends_on": ends_on,
        "actual_starts_on": starts_on if is_held else None,
        "actual_ends_on": ends_on if is_held else None,
        "modality": Modality.IN_PERSON,
        "host_code": PARTNERS[n % len(PARTNERS)],
        "participants_actual": 10 + n % 90 if is_held else None,
        "benefit_own": "Ours",
        "benefit_partner": "Theirs",
        "risks_rated": True,
        "details": {},
        "marking": marking_of(n),
        "releasable_to": [],
        "owner_id": office.planner_id,
        "author_id": office.planner_id,
        "created_at": moment_of(office),
        "version": 1,
    } | dict.fromkeys(("edition", "currency", "source_note"), "")


def nations(n: int) -> list[Row]:
    """Return the rows of two partner nations of one event."""
    return [
        {"event_id": n, "nation_code": code, "role": PartnerRole.PLAYER} for code in partners_of(n)
    ]


def links(office: FilledOffice, n: int) -> list[Row]:
    """Return the rows of three objective links of one event."""
    return [
        {
            "event_id": n,
            "objective_id": office.objectives[(n + step) % len(office.objectives)],
            "weight": weight,
            "is_primary": step == 0,
            "intended_effect": "",
        }
        for step, weight in ((0, 0.5), (4, 0.3), (7, 0.2))
    ]


def place(n: int) -> Row:
    """Return the row of one event's place."""
    code = PARTNERS[n % len(PARTNERS)]
    return {"event_id": n, "position": 0, "town": "Town", "nation_code": code, "phase": ""}
