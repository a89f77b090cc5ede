"""The rows of the benchmark's office: events and what hangs on them, alike in every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Table

from planner.calendars.audiences import Audience
from planner.choices import (
    DatePrecision,
    EventState,
    FollowUpState,
    Marking,
    Modality,
    OutcomeSign,
    OutcomeType,
    PartnerRole,
)
from planner.db import Base
from planner.history.moments import packed
from planner.reference.kinds import ShippedKind

if TYPE_CHECKING:
    from planner.benchmark.office import FilledOffice

PARTNERS = (
    *("ID", "IN", "JP", "FR", "GB", "US", "PG", "FJ"),
    *("SG", "MY", "TH", "PH", "NZ", "KR", "DE"),
)
SPAN_DAYS = 5 * 365
KINDS = list(ShippedKind)
HELD = (EventState.CLOSED, EventState.REPORTED, EventState.EXECUTED, EventState.CLOSED)
TO_COME = (EventState.APPROVED, EventState.PLANNED, EventState.COORDINATED, EventState.CONCEPT)
EVERY = 10
"""One event of so many has an outcome and a follow-up."""
Row = dict[str, Any]


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


def uid_of(n: int) -> UUID:
    """Return the same UID for the same event in every run."""
    return UUID(sha256(str(n).encode()).hexdigest()[:32])


def days_of(office: FilledOffice, n: int) -> tuple[date, date]:
    """Return the first and the last day of one event."""
    starts_on = office.first_day + timedelta(days=n * 7919 % SPAN_DAYS)
    return starts_on, starts_on + timedelta(days=n % 5)


def moment_of(office: FilledOffice) -> datetime:
    """Return the moment at which everything was written."""
    return datetime(office.first_day.year, 1, 1, tzinfo=UTC)


def partners_of(n: int) -> tuple[str, str]:
    """Return the two partner nations of one event."""
    first = n % len(PARTNERS)
    second = (first + 1 + n // len(PARTNERS) % (len(PARTNERS) - 1)) % len(PARTNERS)
    return PARTNERS[first], PARTNERS[second]


def marking_of(n: int) -> Marking:
    """Return the marking of one event."""
    return Marking.OFFICIAL if n % 3 else Marking.PUBLIC


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


def number_of_people(office: FilledOffice) -> int:
    """Return how many people the office knows."""
    return max(10, office.number // 5)


def people(office: FilledOffice) -> list[Row]:
    """Return the rows of the people."""
    return [
        {
            "id": n,
            "rank": "Major",
            "name": f"Officer {n}",
            "name_key": f"officer {n}",
            "nation_code": PARTNERS[n % len(PARTNERS)],
            "created_at": moment_of(office),
        }
        for n in range(1, number_of_people(office) + 1)
    ]


def attendances(office: FilledOffice, n: int) -> Iterator[Row]:
    """Give the rows of two people's parts in one event."""
    known = number_of_people(office)
    for step in (0, 1):
        yield {"event_id": n, "person_id": (n + step) % known + 1, "has_attended": True}


def requirements(office: FilledOffice) -> list[Row]:
    """Return what every objective wants with every partner in each year."""
    years = range(office.first_day.year, office.first_day.year + 5)
    return [
        {"objective_id": objective, "nation_code": code, "year": year, "number": 2}
        for objective in office.objectives
        for code in PARTNERS
        for year in years
    ]


def outcome(office: FilledOffice, n: int) -> Row:
    """Return the row of what came of one event."""
    return {
        "id": n,
        "objective_id": office.objectives[n % len(office.objectives)],
        "kind": OutcomeType.PROCEDURE_ADOPTED,
        "sign": OutcomeSign.POSITIVE,
        "strength": 2,
        "title": f"What came of engagement {n}",
        "seen_on": days_of(office, n)[1],
        "author_id": office.planner_id,
        "created_at": moment_of(office),
    }


def follow_up(office: FilledOffice, n: int) -> Row:
    """Return the row of what is owed after one event; one of ten is still open."""
    ended_on, is_open = days_of(office, n)[1], n % (EVERY * EVERY) == 0
    return {
        "event_id": n,
        "what": f"Write to the partner about {n}",
        "owner_id": office.planner_id,
        "due_on": ended_on + timedelta(days=30),
        "state": FollowUpState.OPEN if is_open else FollowUpState.DONE,
        "closed_on": None if is_open else ended_on + timedelta(days=20),
        "created_at": moment_of(office),
    }


def history(office: FilledOffice, n: int) -> Row:
    """Return the history entry of one event's beginning."""
    return {
        "at": moment_of(office),
        "by_id": office.planner_id,
        "verb": "created",
        "subject_kind": "event",
        "subject_id": str(n),
        "subject_label": f"Engagement {n} with a partner",
        "event_id": n,
        "changes": {},
        "marking": marking_of(n),
        "nations": packed(partners_of(n)),
    }


def entry(office: FilledOffice, n: int) -> Row:
    """Return the stored calendar entry of one event, of the usual size."""
    first, last = days_of(office, n)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid_of(n)}",
        "SEQUENCE:0",
        "DTSTAMP:20310101T000000Z",
        "LAST-MODIFIED:20310101T000000Z",
        f"SUMMARY:Engagement {n} with a partner",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        *[f"X-RAPPORT-LINE:{'text ' * 12}" for _ in range(10)],
        "CLASS:PUBLIC",
        "END:VEVENT",
        "",
    ]
    body = "\r\n".join(lines).encode()
    return {
        "event_id": n,
        "audience": Audience.FULL,
        "setting": "",
        "sequence": 0,
        "modified_at": moment_of(office),
        "digest": sha256(body).hexdigest(),
        "body": body,
    }
