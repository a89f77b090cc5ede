"""This year's engagements of the sample office, invented, each titled “(sample)”.

Each goes the way that any event goes: the planner plans, the partner agrees, the approver
approves, and nothing is said of a day before it has come.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

from planner.choices import (
    AttendanceRole,
    AttendanceState,
    CoordinationParty,
    EventState,
    Marking,
    Role,
)
from planner.db import db
from planner.events.models import Event
from planner.events.page.attendance_actions import add_attendance, update_attendances
from planner.events.page.coordination import partner_codes
from planner.events.page.record_actions import add_risk, note_agreement, record_actuals
from planner.events.plan.actions import plan_event
from planner.events.states.replacements import name_replacement
from planner.events.states.workflow import move_event
from planner.participants.models import Person
from planner.sample.engagements import PATTERNS, ROUTINE, SHOWN, Pattern
from planner.sample.money import currency_of, in_currency
from planner.sample.office import SampleOffice
from planner.shapes.event_moves import Postponement, Replacement, StateMove, TookPlace
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import EventPlan
from planner.shapes.event_record import (
    ActualFigures,
    AttendanceList,
    AttendanceRow,
    FoundRisk,
    NewAgreement,
    TakingPart,
)

ZONES = {"US": "America/New_York", "AU": "Australia/Sydney", "IN": "Asia/Kolkata"}
AHEAD = (EventState.APPROVED, EventState.COORDINATED, EventState.PLANNED, EventState.CONCEPT)
NOTE = "Invented for the demonstration."
RISKS = {
    "ceremony": ("historical_grievance", 2, 3, "Agree on the words with both sides."),
    "festival": ("weather", 3, 2, "Keep the drill hall free."),
    "exhibition": ("protocol_error", 2, 2, "Have flags and captions checked twice."),
    "command_post": ("perceived_as_show_of_force", 2, 4, "Announce it early and invite observers."),
    "community": ("public_rejection", 2, 3, "Let the community choose the work."),
    "cyber": ("information_release", 2, 4, "Use invented networks only."),
}
USUAL_RISK = ("logistics", 2, 3, "Book transport early.")

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


WAY = (EventState.PLANNED, EventState.COORDINATED, EventState.APPROVED)
"""The states that a concept passes on its way to approval, each so many days before it begins."""
DAYS_BEFORE = {EventState.PLANNED: 120, EventState.COORDINATED: 60, EventState.APPROVED: 50}


def bring_to(office: SampleOffice, event: Event, key: str, state: EventState) -> None:
    """Bring a concept as far as a state: planned, coordinated, approved by somebody else."""
    first = event.starts_on or office.today
    for step in WAY[: WAY.index(state) + 1] if state in WAY else ():
        if step is EventState.COORDINATED:
            prepare(office, event, key, first - timedelta(days=70))
        if step is EventState.APPROVED:
            db.session.flush()
        who = Role.APPROVER if step is EventState.APPROVED else Role.PLANNER
        at = max(event.created_at, office.moment(first - timedelta(days=DAYS_BEFORE[step])))
        move_event(event, step, StateMove(note=NOTE), viewer=office.users[who].as_viewer, now=at)


def prepare(office: SampleOffice, event: Event, key: str, day: date) -> None:
    """Note the agreements of a day, and rate a risk."""
    agree(office, event, day)
    risk, likelihood, impact, mitigation = RISKS.get(key, USUAL_RISK)
    found = FoundRisk(category=risk, likelihood=likelihood, impact=impact, mitigation=mitigation)
    add_risk(event, found, viewer=office.planner.as_viewer)


def agree(office: SampleOffice, event: Event, day: date) -> None:
    """Note the agreements that coordination asks for."""
    for party in CoordinationParty:
        new = NewAgreement(
            party=party,
            nation_codes=tuple(partner_codes(event)) if party is CoordinationParty.PARTNER else (),
            agreed_on=min(office.today, day),
            note="Agreed (sample)",
        )
        note_agreement(event, new, viewer=office.planner.as_viewer, today=office.today)


def carry_out(office: SampleOffice, event: Event, pattern: Pattern, last: date) -> None:
    """Let an approved event begin on its day, or up to two days late, and be over."""
    viewer, first = office.planner.as_viewer, event.starts_on or office.today
    move_event(event, EventState.IN_PROGRESS, viewer=viewer, now=office.evening(first))
    slip = timedelta(days=first.toordinal() % 3)
    begun, over = first + slip, last + slip
    if over >= office.today:
        return
    days: dict[str, Any] = {"actual_starts_on": begun, "actual_ends_on": over}
    took_place = TookPlace(**days, participants_actual=pattern.heads - first.day % 5)
    at = office.evening(over)
    move_event(event, EventState.EXECUTED, took_place, viewer=viewer, now=at)
    figures = ActualFigures(
        **days,
        participants_actual=event.participants_actual,
        actual_cost=in_currency(pattern.cost + 100 * (first.day % 7), event.currency),
    )
    record_actuals(event, figures, viewer=viewer, now=at)
    db.session.flush()
    came = tuple(
        AttendanceRow(
            attendance_id=row.id,
            role=row.role,
            state=AttendanceState.ATTENDED,
            has_attended=True,
        )
        for row in event.attendances
    )
    update_attendances(event, AttendanceList(rows=came), viewer=viewer)


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
