"""This year's engagements of the sample office, invented, each titled “(sample)”.

Each goes the way that any event goes: the planner plans, the partner agrees, the approver
approves, and nothing is said of a day before it has come.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

from planner.choices import AttendanceRole, EventState, Marking, Role
from planner.db import db
from planner.events.models import Event
from planner.events.page.attendance_actions import add_attendance
from planner.events.plan.actions import plan_event
from planner.events.states.replacements import name_replacement
from planner.events.states.workflow import move_event
from planner.participants.models import Person
from planner.sample.engagements import PATTERNS, ROUTINE, SHOWN, Pattern
from planner.sample.money import currency_of, in_currency
from planner.sample.office import SampleOffice
from planner.sample.progress import NOTE, bring_to, carry_out
from planner.sample.protocol import set_protocol
from planner.shapes.attendance import TakingPart
from planner.shapes.event_moves import Postponement, Replacement
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import EventPlan

ZONES = {"US": "America/New_York", "AU": "Australia/Sydney", "IN": "Asia/Kolkata"}
AHEAD = (EventState.APPROVED, EventState.COORDINATED, EventState.PLANNED, EventState.CONCEPT)

People = dict[str, list[Person]]


def invent_events(
    office: SampleOffice, partners: list[str], people: People
) -> list[tuple[str, Event]]:
    """Hold four engagements with each frequent partner, and what every office shows.

    Return each event with the key of its pattern.
    """
    return [
        (key, hold(office, key, code, day, people))
        for key, code, day in sorted_days(office, partners)
    ]


def sorted_days(office: SampleOffice, partners: Sequence[str]) -> list[tuple[str, str, date]]:
    """Return pattern, partner and first day of every engagement, the earliest first."""
    found = [*routine(office, partners), *shown(office, partners)]
    return sorted(found, key=lambda one: (one[2], one[0], one[1]))


def routine(office: SampleOffice, partners: Sequence[str]) -> Iterator[tuple[str, str, date]]:
    """Spread four engagements with each partner over last year to next spring."""
    first = office.today - timedelta(days=300)
    for place, code in enumerate(partners):
        for turn in range(4):
            key = ROUTINE[(place + turn * 2 + turn // 3) % len(ROUTINE)]
            day = first + timedelta(days=(turn * 110 + place * 17) % 430)
            yield key, code, workday(day)


def shown(office: SampleOffice, partners: Sequence[str]) -> Iterator[tuple[str, str, date]]:
    """Take the partners in turn for what every office shows."""
    for place, (key, distance) in enumerate(SHOWN):
        day = workday(office.today + timedelta(days=distance))
        yield key, partners[place % min(len(partners), 4)], day


def workday(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def hold(office: SampleOffice, key: str, partner: str, day: date, people: People) -> Event:
    """Plan one engagement and bring it as far as its day allows."""
    pattern = PATTERNS[key]
    event = plan(office, pattern, partner, day)
    invite(office, event, people[partner], people[office.nation], pattern)
    set_protocol(office, event, key, partner)
    last = day + timedelta(days=pattern.days - 1)
    if day > office.today:
        bring_to(office, event, key, AHEAD[day.toordinal() % len(AHEAD)])
    else:
        bring_to(office, event, key, EventState.APPROVED)
        carry_out(office, event, pattern, last)
    return event


def plan(office: SampleOffice, pattern: Pattern, partner: str, day: date) -> Event:
    """Put one engagement on the plan, five months before it."""
    host = office.nation if day.toordinal() % 2 else partner
    currency = currency_of(office.nation)
    timed: dict[str, Any] = {}
    if pattern.at:
        timed = {"start_time": time(pattern.at[0]), "end_time": time(pattern.at[1])}
    planned = EventPlan(
        title=f"{pattern.title.format(office.name_of(partner))} (sample)",
        kind=pattern.kind,
        summary=NOTE,
        starts_on=day,
        ends_on=day + timedelta(days=pattern.days - 1),
        zone=ZONES.get(host, "UTC"),
        modality=pattern.modality,
        host_code=host,
        lead_code=office.nation,
        partner_codes=(office.nation, partner),
        places=(PlannedPlace(town="Capital", nation_code=host),),
        links=tuple(links_of(office, pattern)),
        participants_planned=pattern.heads,
        planned_cost=in_currency(pattern.cost, currency),
        currency=currency,
        benefit_own="Keeps contacts warm and shows what to improve.",
        benefit_partner="Shares practice and gives a voice in the next steps.",
        marking=pattern.marking,
        releasable_to=(partner,) if pattern.marking is not Marking.PUBLIC else (),
        details=details_of(office, pattern, host, day),
        source_note="Invented for the demonstration",
        **timed,
    )
    at = office.moment(day - timedelta(days=150))
    event = plan_event(planned, viewer=office.planner.as_viewer, now=at)
    db.session.flush()
    return event


def links_of(office: SampleOffice, pattern: Pattern) -> list[PlannedLink]:
    """Return the objectives that the pattern serves; the heaviest is primary."""
    heaviest = max(pattern.links.values())
    return [
        PlannedLink(
            objective_id=office.objectives[code].id, weight=weight, is_primary=weight == heaviest
        )
        for code, weight in pattern.links.items()
    ]


def details_of(office: SampleOffice, pattern: Pattern, host: str, day: date) -> dict[str, Any]:
    """Return the kind's own fields, its days counted from the first day."""
    found = dict(pattern.details)
    for name, distance in pattern.day_fields.items():
        found[name] = (day + timedelta(days=distance)).isoformat()
    if "level" in found:
        found["institution"] = office.college_of(host)
        found["direction"] = "inbound" if host == office.nation else "outbound"
        found["are_prepared"] = host != office.nation
    return found


def invite(
    office: SampleOffice, event: Event, guests: list[Person], own: list[Person], pattern: Pattern
) -> None:
    """Put people of each side on the list; a course has students."""
    viewer, number = office.planner.as_viewer, event.id
    taught = "makes_alumni" in pattern.details
    part = TakingPart(role=AttendanceRole.STUDENT if taught else AttendanceRole.HEAD_OF_DELEGATION)
    for guest in guests if taught else [guests[number % len(guests)]]:
        add_attendance(event, guest, part, viewer=viewer)
    helper = own[number % len(own)]
    add_attendance(event, helper, TakingPart(role=AttendanceRole.PLANNER), viewer=viewer)


def postpone_one(office: SampleOffice, partner: str, people: People) -> tuple[Event, Event]:
    """Postpone talks at the partner's wish, and hold them from afar instead; return both."""
    day = workday(office.today - timedelta(days=20))
    late = plan(office, PATTERNS["talks"], partner, day)
    bring_to(office, late, "talks", EventState.APPROVED)
    instead = hold(office, "cyber", partner, workday(office.today + timedelta(days=24)), people)
    why = Postponement(
        reason_code="partner_request",
        note="The delegation could not travel (sample).",
    )
    approver, at = office.users[Role.APPROVER], office.moment(day - timedelta(days=12))
    move_event(late, EventState.POSTPONED, why, viewer=approver.as_viewer, now=at)
    named = Replacement(replaced_by_id=instead.id)
    name_replacement(late, named, viewer=office.planner.as_viewer, today=office.today)
    return late, instead
