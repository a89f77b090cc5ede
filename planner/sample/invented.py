"""This year's routine of the sample office: invented engagements, each titled “(sample)”."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from planner.choices import (
    AttendanceRole,
    AttendanceState,
    EventKind,
    EventState,
    Marking,
    Modality,
)
from planner.db import db
from planner.events.models import (
    Attendance,
    Coordination,
    Event,
    EventNation,
    ObjectiveLink,
    Place,
    Risk,
    Transition,
)
from planner.participants.models import Person
from planner.sample.office import Office


@dataclass(frozen=True)
class Pattern:
    """A sort of engagement that an office holds again and again."""

    title: str
    kind: EventKind
    days: int
    heads: int
    links: dict[str, float]
    marking: Marking = Marking.OFFICIAL
    cost: int = 4000
    at: tuple[int, int] | None = None
    modality: Modality = Modality.IN_PERSON


PATTERNS = (
    Pattern("Staff talks with {}", EventKind.DIALOGUE_CONFERENCE, 2, 14, {"O01": 0.5, "O08": 0.5}),
    Pattern(
        "Reception for officers of {}",
        EventKind.CULTURAL_EVENT,
        1,
        60,
        {"O02": 0.6, "O07": 0.4},
        Marking.PUBLIC,
        2500,
        (18, 21),
    ),
    Pattern("Relief workshop with {}", EventKind.WORKSHOP_SEMINAR, 3, 24, {"O09": 0.7, "O01": 0.3}),
    Pattern(
        "Instructor exchange with {}",
        EventKind.PERSONNEL_EXCHANGE,
        12,
        6,
        {"O04": 0.5, "O05": 0.5},
        cost=18000,
    ),
    Pattern(
        "Cyber table-top with {}",
        EventKind.TECHNOLOGY_COOPERATION,
        2,
        16,
        {"O11": 0.7, "O03": 0.3},
        Marking.OFFICIAL_SENSITIVE,
        6000,
        (9, 16),
        Modality.VIRTUAL,
    ),
    Pattern(
        "Command-post exercise with {}",
        EventKind.JOINT_EXERCISE,
        5,
        180,
        {"O03": 0.6, "O01": 0.4},
        cost=90000,
    ),
)
ZONES = {"US": "America/New_York", "AU": "Australia/Sydney", "IN": "Asia/Kolkata"}
AHEAD = (EventState.APPROVED, EventState.COORDINATED, EventState.PLANNED, EventState.CONCEPT)


def invent_events(
    office: Office, partners: list[str], people: dict[str, list[Person]]
) -> list[Event]:
    """Spread four engagements with each frequent partner over last year to next spring."""
    events = []
    first = office.today - timedelta(days=300)
    for place, code in enumerate(partners):
        for turn in range(4):
            pattern = PATTERNS[(place + turn * 2 + turn // 3) % len(PATTERNS)]
            day = first + timedelta(days=(turn * 110 + place * 17) % 430)
            event = invent(office, pattern, code, workday(day))
            attend(event, people[code][turn % 2], people[office.nation][turn % 3])
            events.append(event)
    db.session.add_all(events)
    return events


def workday(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def invent(office: Office, pattern: Pattern, partner: str, day: date) -> Event:
    """Return one invented engagement in the state its day suggests."""
    last = day + timedelta(days=pattern.days - 1)
    state = state_by_day(office, day, last)
    host = office.nation if day.toordinal() % 2 else partner
    is_agreed = state not in {EventState.PLANNED, EventState.CONCEPT}
    is_held = state is EventState.EXECUTED
    event = Event(
        title=pattern.title.format(office.name_of(partner)) + " (sample)",
        kind=pattern.kind,
        state=state,
        summary="Invented for the demonstration.",
        starts_on=day,
        ends_on=last,
        zone=ZONES.get(host, "UTC"),
        modality=pattern.modality,
        host_code=host,
        lead_code=office.nation,
        participants_planned=pattern.heads,
        participants_actual=pattern.heads - day.day % 5 if is_held else None,
        planned_cost=Decimal(pattern.cost),
        actual_cost=Decimal(pattern.cost + 100 * (day.day % 7)) if is_held else None,
        currency="USD",
        benefit_own="Keeps contacts warm and shows what to improve.",
        benefit_partner="Shares practice and gives a voice in the next steps.",
        marking=pattern.marking,
        releasable_to=[partner] if pattern.marking is not Marking.PUBLIC else [],
        risks_rated=is_agreed,
        owner=office.planner,
        author=office.planner,
        source_note="Invented for the demonstration",
        created_at=office.now,
    )
    if pattern.at:
        event.start_time, event.end_time = time(pattern.at[0]), time(pattern.at[1])
    if is_agreed and state is not EventState.COORDINATED:
        slip = day.toordinal() % 3
        event.baseline_starts_on = day - timedelta(days=slip)
        event.baseline_ends_on = last - timedelta(days=slip)
        event.baselined_at = office.now
    if is_held:
        event.actual_starts_on, event.actual_ends_on = day, last
    if is_agreed:
        agree(office, event, day)
    add_parts(office, event, pattern, partner)
    return event


def state_by_day(office: Office, day: date, last: date) -> EventState:
    """Return executed for the past, and states in turn for what lies ahead."""
    if last < office.today:
        return EventState.EXECUTED
    if day <= office.today:
        return EventState.IN_PROGRESS
    return AHEAD[day.toordinal() % len(AHEAD)]


def agree(office: Office, event: Event, day: date) -> None:
    """Add the agreements and a rated risk that coordination and approval ask for."""
    agreed_on = min(office.today, day - timedelta(days=45))
    event.coordination = [
        Coordination(party=party, agreed_on=agreed_on, note="Agreed (sample)", by=office.planner)
        for party in ("partner", "agencies", "funding")
    ]
    event.risks = [
        Risk(category="logistics", likelihood=2, impact=3, mitigation="Book transport early.")
    ]


def add_parts(office: Office, event: Event, pattern: Pattern, partner: str) -> None:
    """Add place, nations, objective links and the note of loading."""
    heaviest = max(pattern.links.values())
    event.places = [Place(town="", nation_code=event.host_code)]
    event.partners = [EventNation(nation_code=code) for code in (office.nation, partner)]
    event.links = [
        ObjectiveLink(
            objective=office.objectives[code], weight=weight, is_primary=weight == heaviest
        )
        for code, weight in pattern.links.items()
    ]
    event.places[0].town = "Capital"
    event.transitions = [
        Transition(
            to_state=event.state,
            note="Invented for the demonstration.",
            by=office.planner,
            at=office.now,
        )
    ]


def attend(event: Event, guest: Person, own: Person) -> None:
    """Let a sample person of each side take part."""
    is_held = event.state is EventState.EXECUTED
    state = AttendanceState.ATTENDED if is_held else AttendanceState.CONFIRMED
    event.attendances = [
        Attendance(person=guest, role=AttendanceRole.HEAD_OF_DELEGATION, state=state),
        Attendance(person=own, role=AttendanceRole.PLANNER, state=state),
    ]
    for attendance in event.attendances:
        attendance.has_attended = True if is_held else None
