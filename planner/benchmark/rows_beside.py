"""What hangs on the events of the benchmark’s office: people, outcomes, promises, history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

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
from planner.calendars.audiences import Audience
from planner.choices import FollowUpState, OutcomeSign, OutcomeType
from planner.history.moments import packed

if TYPE_CHECKING:
    from planner.benchmark.office import FilledOffice


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
