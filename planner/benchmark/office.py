"""Makes an office of many events, quickly, by plain inserts."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from flask_migrate import upgrade
from sqlalchemy import Table, insert

from planner.accounts.models import RoleGrant, User
from planner.calendars.audiences import Audience
from planner.choices import (
    DatePrecision,
    EventKind,
    EventState,
    Marking,
    Modality,
    PartnerRole,
    Role,
)
from planner.db import Base, db
from planner.history.actions import without_history
from planner.objectives.actions import adopt_catalogue
from planner.partners.actions import setup_reference
from planner.shapes.objective import WrittenPlan
from planner.viewers import EVERYTHING

OWN = "AU"
PARTNERS = (
    *("ID", "IN", "JP", "FR", "GB", "US", "PG", "FJ"),
    *("SG", "MY", "TH", "PH", "NZ", "KR", "DE"),
)
FIRST_DAY = date(2026, 1, 1)
SPAN_DAYS = 5 * 365
YEAR = 2030
MOMENT = datetime(2031, 1, 1, tzinfo=UTC)
KINDS = list(EventKind)
STATES = (EventState.CLOSED, EventState.REPORTED, EventState.EXECUTED, EventState.APPROVED)
BATCH = 5000


def table(name: str) -> Table:
    """Return a table by its name."""
    return Base.metadata.tables[name]


def build(number: int) -> User:
    """Migrate the database, fill it with `number` events, and return its planner.

    An event has three objectives, two partner nations, one place and a stored calendar
    entry; events are spread evenly over five years.
    """
    upgrade()
    db.session.info["viewer"] = EVERYTHING
    with without_history(db.session):
        setup_reference(OWN)
        plan = adopt_catalogue(
            WrittenPlan(name="Benchmark", starts_on=date(2026, 1, 1), ends_on=date(2030, 12, 31))
        )
        planner = User(
            email="planner@rapport.example",
            name="Planner",
            fs_uniquifier=uuid4().hex,
            ceiling=Marking.OFFICIAL,
            has_all_nations=True,
            created_at=MOMENT,
            grants=[RoleGrant(role=Role.PLANNER)],
        )
        db.session.add(planner)
        db.session.commit()
    objectives = [objective.id for line in plan.lines for objective in line.objectives]
    fill(number, objectives, planner.id)
    return planner


def fill(number: int, objectives: list[int], owner: int) -> None:
    """Insert the events and what hangs on them, in batches."""
    with db.engine.begin() as connection:
        for numbers in chunks(range(1, number + 1)):
            connection.execute(insert(table("event")), [event(n, owner) for n in numbers])
            connection.execute(
                insert(table("event_nation")), [row for n in numbers for row in nations(n)]
            )
            connection.execute(
                insert(table("objective_link")),
                [row for n in numbers for row in links(n, objectives)],
            )
            connection.execute(insert(table("place")), [place(n) for n in numbers])
            connection.execute(insert(table("calendar_entry")), [entry(n) for n in numbers])
        connection.exec_driver_sql("ANALYZE")


def chunks(numbers: range) -> list[tuple[int, ...]]:
    """Return the numbers in batches."""
    return [tuple(numbers[at : at + BATCH]) for at in range(0, len(numbers), BATCH)]


def uid_of(n: int) -> UUID:
    """Return the same UID for the same event in every run."""
    return UUID(sha256(str(n).encode()).hexdigest()[:32])


def event(n: int, owner: int) -> dict[str, Any]:
    """Return the row of one event."""
    starts_on = FIRST_DAY + timedelta(days=n * 7919 % SPAN_DAYS)
    ends_on = starts_on + timedelta(days=n % 5)
    state = STATES[n % len(STATES)]
    is_held = state is not EventState.APPROVED
    return {
        "id": n,
        "uid": uid_of(n),
        "title": f"Engagement {n} with a partner",
        "kind": KINDS[n % len(KINDS)],
        "state": state,
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
        "participants_actual": 10 + n % 90,
        "benefit_own": "Ours",
        "benefit_partner": "Theirs",
        "risks_rated": True,
        "details": {},
        "marking": Marking.OFFICIAL if n % 3 else Marking.PUBLIC,
        "releasable_to": [],
        "owner_id": owner,
        "author_id": owner,
        "created_at": MOMENT,
        "version": 1,
    } | dict.fromkeys(("edition", "currency", "source_note"), "")


def nations(n: int) -> list[dict[str, Any]]:
    """Return the rows of two partner nations of one event."""
    first = n % len(PARTNERS)
    second = (first + 1 + n // len(PARTNERS) % (len(PARTNERS) - 1)) % len(PARTNERS)
    return [
        {"event_id": n, "nation_code": PARTNERS[at], "role": PartnerRole.PLAYER}
        for at in (first, second)
    ]


def links(n: int, objectives: list[int]) -> list[dict[str, Any]]:
    """Return the rows of three objective links of one event."""
    return [
        {
            "event_id": n,
            "objective_id": objectives[(n + step) % len(objectives)],
            "weight": weight,
            "is_primary": step == 0,
            "intended_effect": "",
        }
        for step, weight in ((0, 0.5), (4, 0.3), (7, 0.2))
    ]


def place(n: int) -> dict[str, Any]:
    """Return the row of one event's place."""
    code = PARTNERS[n % len(PARTNERS)]
    return {"event_id": n, "position": 0, "town": "Town", "nation_code": code, "phase": ""}


def entry(n: int) -> dict[str, Any]:
    """Return the stored calendar entry of one event, of the usual size."""
    day = FIRST_DAY + timedelta(days=n * 7919 % SPAN_DAYS)
    last = day + timedelta(days=n % 5 + 1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid_of(n)}",
        "SEQUENCE:0",
        "DTSTAMP:20310101T000000Z",
        "LAST-MODIFIED:20310101T000000Z",
        f"SUMMARY:Engagement {n} with a partner",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last:%Y%m%d}",
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
        "modified_at": MOMENT,
        "digest": sha256(body).hexdigest(),
        "body": body,
    }
