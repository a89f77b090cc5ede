"""Public events as the office’s own: what is past is recorded, what is to come is planned."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from planner.choices import AHEAD_STATES, DatePrecision, EventState, Marking
from planner.db import db
from planner.events.models import Event
from planner.events.plan.actions import plan_event
from planner.events.plan.closing_actions import close_at_once
from planner.events.plan.marking_hints import hint_in
from planner.events.plan.past_actions import record_past_event
from planner.events.states.replacements import name_replacement
from planner.events.states.workflow import move_event
from planner.outcomes.report_actions import file_report
from planner.partners.models import Programme
from planner.sample.office import SampleOffice
from planner.sample.progress import bring_to
from planner.sample.rows import PublicEvent
from planner.sample.series import programme_name
from planner.shapes.event_moves import Replacement
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import EventPlan, PastEvent
from planner.shapes.fields_for_all import LOOKED_AT
from planner.shapes.report import WrittenReport

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SETTLED_DAYS = 400
"""Events that ended longer ago than this are loaded as closed."""
PAYER = "US"
"""Whose costs the files tell."""


def load_events(office: SampleOffice, rows: Sequence[PublicEvent]) -> list[Event]:
    """Put public events into the office's book, as far as they are known.

    What is past is recorded as such: it was never approved here, so it has no baseline. What
    is still to come goes through coordination and approval.
    """
    with db.session.no_autoflush:  # hundreds of events are written in one go
        known = [take_over(office, row) for row in rows]
        db.session.flush()
        settled = [
            (event, row)
            for event, row in zip(known, rows, strict=True)
            if state_of(office, row) is EventState.CLOSED
        ]
        for event, row in settled:
            report_known(office, event, row)
        db.session.flush()
        for event, _row in settled:
            close_at_once(event, viewer=office.planner.as_viewer, now=office.now)
    return known


def take_over(office: SampleOffice, row: PublicEvent) -> Event:
    """Write one public event by the door that fits it: it is past, or still to come."""
    is_ahead = state_of(office, row) in AHEAD_STATES
    return bring_known(office, row) if is_ahead else record_known(office, row)


def bring_known(office: SampleOffice, row: PublicEvent) -> Event:
    """Plan an event that is still to come and bring it to its approval, or let it begin."""
    told = EventPlan(**values_of(office, row), participants_planned=row.participants)
    event = plan_event(told, viewer=office.planner.as_viewer, now=office.now)
    db.session.flush()
    bring_to(office, event, "", EventState.APPROVED)
    if (state := state_of(office, row)) is EventState.IN_PROGRESS:
        move_event(event, state, viewer=office.planner.as_viewer, now=office.now)
    return event


def record_known(office: SampleOffice, row: PublicEvent) -> Event:
    """Record an event that is past."""
    is_held = row.status == "executed"
    past = PastEvent(
        **values_of(office, row),
        **costs_of(office, row),
        ended=EventState(row.status),
        reason_code=row.reason or None,
        participants_planned=None if is_held else row.participants,
        participants_actual=row.participants if is_held else None,
        risks_rated=True,
    )
    return record_past_event(past, viewer=office.planner.as_viewer, now=office.now)


def values_of(office: SampleOffice, row: PublicEvent) -> dict[str, Any]:
    """Return what a plan and a past event's record say alike."""
    programme = programme_of(office, row)
    return {
        "title": row.title,
        "kind": row.kind,
        "summary": row.summary,
        "programme_id": programme.id if programme else None,
        "edition": edition_of(row),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "date_precision": row.precision,
        "modality": row.modality,
        "host_code": row.host,
        "lead_code": row.host,
        "partner_codes": row.nations,
        "places": [
            PlannedPlace(town=phase.town, nation_code=phase.nation, phase=phase.name)
            for phase in row.phases
        ],
        "links": links_of(office, row),
        "benefit_own": "Practice and contacts with the partners named.",
        "benefit_partner": "Practice and contacts in return.",
        "details": details_of(office, row),
        "marking": Marking.PUBLIC,
        "source_note": row.source_note,
        "note": "Taken over from public sources.",
    }


def costs_of(office: SampleOffice, row: PublicEvent) -> dict[str, Any]:
    """Return what the own nation paid: the published costs are those of the United States."""
    if row.cost_usd is None or office.nation != PAYER:
        return {}
    return {"actual_cost": row.cost_usd, "currency": "USD"}


def details_of(office: SampleOffice, row: PublicEvent) -> dict[str, Any]:
    """Return the kind's own fields as the own nation sees them: who sends, who pays."""
    found = {name: value for name, value in row.details.items() if value is not None}
    if "institution" in found and row.host:
        found["direction"] = "inbound" if row.host == office.nation else "outbound"
    if row.cost_usd is not None and office.nation != PAYER:
        found["in_kind"] = f"Paid by the United States: USD {row.cost_usd:,}"
    told = {"kind": row.kind, "title": row.title, "summary": row.summary, "details": found}
    if hint_in(told):
        found[LOOKED_AT] = True  # the words stand in public sources
    return found


def name_replacements(
    office: SampleOffice, rows: Sequence[PublicEvent], events: Sequence[Event]
) -> None:
    """Say of each event that was put off which one took its place."""
    by_title = {event.title: event for event in events}
    for row in rows:
        if row.replaced_by in by_title:
            named = Replacement(replaced_by_id=by_title[row.replaced_by].id)
            viewer = office.planner.as_viewer
            name_replacement(by_title[row.title], named, viewer=viewer, today=office.today)


def state_of(office: SampleOffice, row: PublicEvent) -> EventState:
    """Return where the event stands: settled when long past, ahead when still to come."""
    if row.status != "executed":
        return EventState(row.status)
    if row.ends_on >= office.today:
        has_begun = row.starts_on <= office.today and row.precision is DatePrecision.DAY
        return EventState.IN_PROGRESS if has_begun else EventState.APPROVED
    settled = row.ends_on + timedelta(days=SETTLED_DAYS) < office.today
    return EventState.CLOSED if settled else EventState.EXECUTED


def report_known(office: SampleOffice, event: Event, row: PublicEvent) -> None:
    """File the report that stands for a settled event: what public sources tell."""
    told = WrittenReport(
        participants_actual=event.participants_actual,
        planned="Not known; only what public sources tell was taken over.",
        happened=event.summary,
        has_no_outcomes=True,
        has_no_lessons=True,
        has_no_media=True,
        are_words_looked_at=True,  # they stand in public sources
    )
    filed = office.evening(row.ends_on + timedelta(days=20))
    file_report(event, told, viewer=office.planner.as_viewer, now=filed)


def links_of(office: SampleOffice, row: PublicEvent) -> list[PlannedLink]:
    """Return the links to objectives; the heaviest is primary."""
    known = {code: weight for code, weight in row.links.items() if code in office.objectives}
    heaviest = max(known.values(), default=0)
    return [
        PlannedLink(
            objective_id=office.objectives[code].id,
            weight=weight,
            is_primary=weight == heaviest,
        )
        for code, weight in known.items()
    ]


def programme_of(office: SampleOffice, row: PublicEvent) -> Programme | None:
    """Return the series of the event."""
    return office.programmes.get(programme_name(row))


def edition_of(row: PublicEvent) -> str:
    """Return the edition of a series: the year in the title, which a delay leaves, else its own."""
    named = YEAR.findall(row.title)
    return (named[-1] if named else str(row.starts_on.year)) if row.series else ""
