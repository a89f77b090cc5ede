"""Rows for tests: each call makes one valid row; name only what the test is about."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from uuid import uuid4

from planner.accounts.models import RoleGrant, User
from planner.attachments.arriving import arrive, arriving
from planner.attachments.models import Attachment
from planner.attachments.store import store
from planner.choices import (
    EXECUTED_STATES,
    AttendanceState,
    Direction,
    EventState,
    FileKind,
    IndicatorLevel,
    IndicatorSource,
    Marking,
    OrganisationKind,
    OutcomeType,
    ProgrammeKind,
    PromisedBy,
    Role,
    WayKind,
)
from planner.commitments.models import Commitment
from planner.db import db
from planner.events.models import Attendance, Event, EventNation, ObjectiveLink, Place
from planner.objectives.aim_models import Aim
from planner.objectives.models import (
    Indicator,
    IndicatorUpdate,
    LineOfEffort,
    Objective,
    Plan,
    Requirement,
)
from planner.outcomes.models import AfterActionReport, FollowUp, Outcome
from planner.participants.models import Person
from planner.partners.models import Nation, Organisation, Programme
from planner.reference.shipped_kinds import ShippedKind
from planner.ways.models import Way

NOW = datetime(2030, 3, 1, 12, 0, tzinfo=UTC)
_numbers = [count(1)]


@contextmanager
def numbered_apart():
    """Number what is kept for several tests from a million on: no test's own row is called so."""
    _numbers.append(count(1_000_000))
    yield
    _numbers.pop()


def add(row):
    """Put a row into the database and return it."""
    db.session.add(row)
    db.session.flush()
    return row


def make_nation(code="FR", **fields):
    """Return the nation of the code, made when there is none yet."""
    if found := db.session.get(Nation, code):
        for name, value in fields.items():
            setattr(found, name, value)
        return found
    fields = {
        "name": {"FR": "France", "ID": "Indonesia", "AU": "Australia"}.get(code, code)
    } | fields
    return add(Nation(code=code, **fields))


def make_way(code="FR", text="Shake hands.", kind=WayKind.CUSTOM, **fields):
    """Return something to know of a nation, looked at on 1 Feb 2030 where nothing else is said."""
    make_nation(code)
    looked = {"looked_on": date(2030, 2, 1), "changed_on": date(2030, 2, 1)}
    if "first_on" in fields:
        fields = {"last_on": fields["first_on"]} | fields
    return add(Way(nation_code=code, kind=kind, text=text, **looked | fields))


def make_own_nation(code="AU"):
    return make_nation(code, is_own=True)


def make_attachment(event, name="Programme.pdf", **fields):
    """Return an attachment of an event, its octets in the store."""
    octets = f"%PDF-1.7\n{name}\n%%EOF\n".encode()
    with arriving() as files:
        files.append(arrive(BytesIO(octets)))
        came = files[0]
        store().put(came.path, came.digest)
    told = {"kind": FileKind.PDF, "size": came.size, "sha256": came.digest, "created_at": NOW}
    return add(Attachment(**({"event_id": event.id, "name": name} | told | fields)))


def make_user(roles=(Role.PLANNER,), nations=None, **fields):
    """Return a user; without nations they see all."""
    number = next(_numbers[-1])
    defaults = {
        "email": f"user{number}@rapport.example",
        "name": f"User {number}",
        "fs_uniquifier": uuid4().hex,
        "ceiling": Marking.OFFICIAL_SENSITIVE,
        "has_all_nations": nations is None,
        "created_at": NOW,
    }
    user = User(**(defaults | fields))
    user.grants = [RoleGrant(role=Role(role)) for role in roles]
    user.nations = [make_nation(code) for code in nations or ()]
    return add(user)


def make_plan(**fields):
    defaults = {
        "name": f"Plan {next(_numbers[-1])}",
        "starts_on": date(2030, 1, 1),
        "ends_on": date(2032, 12, 31),
    }
    return add(Plan(**(defaults | fields)))


def make_line(plan=None, **fields):
    defaults = {"plan": plan or make_plan(), "name": f"Line {next(_numbers[-1])}"}
    return add(LineOfEffort(**(defaults | fields)))


def make_aim(**fields):
    defaults = {"name": f"Aim {next(_numbers[-1])}", "agency": "Ministry of Trade"}
    return add(Aim(**(defaults | fields)))


def make_objective(line=None, **fields):
    number = next(_numbers[-1])
    defaults = {"line": line or make_line(), "code": f"O{number}", "name": f"Objective {number}"}
    return add(Objective(**(defaults | fields)))


def make_indicator(objective=None, **fields):
    number = next(_numbers[-1])
    defaults = {
        "objective": objective or make_objective(),
        "code": f"I{number}",
        "name": f"Indicator {number}",
        "unit": "count",
        "level": IndicatorLevel.OUTPUT,
        "direction": Direction.UP,
        "source": IndicatorSource.MANUAL,
    }
    return add(Indicator(**(defaults | fields)))


def make_values(indicator, values, **fields):
    """Give an indicator (day, value) pairs that somebody else than their author verified."""
    checked = {"verified_by": make_user([Role.APPROVER]), "verified_at": NOW} | fields
    indicator.updates = [
        IndicatorUpdate(seen_on=day, value=Decimal(value), created_at=NOW, **checked)
        for day, value in values
    ]
    db.session.flush()
    return indicator


def make_requirement(objective=None, nation="FR", year=2030, number=2, **fields):
    defaults = {
        "objective": objective or make_objective(),
        "nation": make_nation(nation),
        "year": year,
        "number": number,
    }
    return add(Requirement(**(defaults | fields)))


def make_programme(**fields):
    defaults = {"name": f"Programme {next(_numbers[-1])}", "kind": ProgrammeKind.SERIES}
    return add(Programme(**(defaults | fields)))


def make_organisation(nation="FR", **fields):
    defaults = {
        "name": f"Organisation {next(_numbers[-1])}",
        "kind": OrganisationKind.UNIT,
        "nation": make_nation(nation),
    }
    return add(Organisation(**(defaults | fields)))


def make_person(nation="FR", **fields):
    number = next(_numbers[-1])
    defaults = {
        "name": f"Person {number}",
        "name_key": f"person {number}",
        "rank": "Major",
        "nation": make_nation(nation),
        "created_at": NOW,
    }
    return add(Person(**(defaults | fields)))


def make_event(partners=("FR",), objectives=(), starts_on=date(2030, 2, 4), days=3, **fields):
    """Return an event; an executed one has actual days. `objectives` may be pairs with weights."""
    ends_on = starts_on + timedelta(days=days - 1) if starts_on else None
    state = EventState(fields.get("state", EventState.PLANNED))
    defaults = {
        "title": f"Event {next(_numbers[-1])}",
        "kind": ShippedKind.JOINT_EXERCISE,
        "state": state,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "created_at": NOW,
        "marking": Marking.PUBLIC,
        "benefit_own": "Ours",
        "benefit_partner": "Theirs",
    }
    if state in EXECUTED_STATES:
        defaults |= {"actual_starts_on": starts_on, "actual_ends_on": ends_on}
    event = Event(**(defaults | fields))
    event.partners = [EventNation(nation=make_nation(code)) for code in partners]
    event.places = [Place(town="Town", nation_code=partners[0] if partners else None)]
    for item in objectives:
        objective, weight = item if isinstance(item, tuple) else (item, 1.0)
        event.links.append(ObjectiveLink(objective=objective, weight=weight))
    return add(event)


def make_attendance(event=None, person=None, **fields):
    defaults = {
        "event": event or make_event(),
        "person": person or make_person(),
        "state": AttendanceState.INVITED,
    }
    return add(Attendance(**(defaults | fields)))


def make_outcome(objective=None, events=(), **fields):
    defaults = {
        "objective": objective or make_objective(),
        "kind": OutcomeType.PROCEDURE_ADOPTED,
        "title": f"Outcome {next(_numbers[-1])}",
        "strength": 2,
        "seen_on": date(2030, 2, 20),
        "created_at": NOW,
    }
    outcome = Outcome(**(defaults | fields))
    outcome.events = list(events) or [make_event()]
    return add(outcome)


def make_verified_outcome(**fields):
    """Return an outcome that somebody other than its author verified."""
    fields = {"author": make_user(), "verified_by": make_user(), "verified_at": NOW} | fields
    return make_outcome(**fields)


def make_follow_up(event=None, owner=None, **fields):
    defaults = {
        "event": event or make_event(),
        "owner": owner or make_user(),
        "what": f"Follow-up {next(_numbers[-1])}",
        "due_on": date(2030, 4, 1),
        "created_at": NOW,
    }
    return add(FollowUp(**(defaults | fields)))


def make_commitment(nation="FR", owner=None, **fields):
    defaults = {
        "promised_by": PromisedBy.OURS,
        "nation": make_nation(nation),
        "owner": owner or make_user(),
        "what": f"Commitment {next(_numbers[-1])}",
        "promised_on": date(2030, 1, 10),
        "due_on": date(2030, 4, 1),
        "marking": Marking.OFFICIAL,
        "created_at": NOW,
    }
    return add(Commitment(**(defaults | fields)))


def make_report(event=None, **fields):
    defaults = {
        "event": event or make_event(state=EventState.EXECUTED),
        "planned": "Planned",
        "happened": "Happened",
        "reported_on": date(2030, 2, 20),
    }
    return add(AfterActionReport(**(defaults | fields)))
