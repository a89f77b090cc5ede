"""How far an engagement of the sample office has come, each step on its day."""

from datetime import date, timedelta
from typing import Any

from planner.choices import AttendanceState, CoordinationParty, EventState, Role
from planner.db import db
from planner.events.models import Event
from planner.events.page.actuals_actions import record_actuals
from planner.events.page.agreement_actions import note_agreement
from planner.events.page.coordination import partner_codes
from planner.events.page.presence_actions import update_attendances
from planner.events.page.risk_actions import add_risk
from planner.events.states.workflow import move_event
from planner.sample.engagements import Pattern
from planner.sample.money import in_currency
from planner.sample.office import SampleOffice
from planner.shapes.attendance import AttendanceList, AttendanceRow
from planner.shapes.event_moves import StateMove, TookPlace
from planner.shapes.event_record import ActualFigures, FoundRisk, NewAgreement

NOTE = "Invented for the demonstration."
RISKS = {
    "ceremony": ("historical_grievance", 2, 3, "Agree on the words with both sides."),
    "festival": ("weather", 3, 2, "Keep the drill hall free."),
    "exhibition": ("protocol_error", 2, 2, "Have flags and captions checked twice."),
    "command_post": ("perceived_as_show_of_force", 2, 4, "Announce it early and invite observers."),
    "community": ("public_rejection", 2, 3, "Let the community choose the work."),
    "talks": ("political_sensitivity", 3, 4, ""),
    "relief": ("bureaucratic_delay", 4, 3, ""),
    "instructors": ("partner_capacity", 3, 3, "Send a second interpreter."),
    "reception": ("cultural_offence", 2, 4, "Ask both protocol offices."),
    "sport": ("public_rejection", 1, 2, "Invite the schools of the town."),
    "cyber": ("information_release", 2, 4, "Use invented networks only."),
}
USUAL_RISK = ("logistics", 2, 3, "Book transport early.")
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
