"""The page of one event."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from planner.choices import AHEAD_STATES, CoordinationParty
from planner.clock import today
from planner.events.approval.proposal_page import marking_of, proposal_context
from planner.events.approval.queries import latest_proposal
from planner.events.blueprint import bp
from planner.events.choice_queries import users_by_id
from planner.events.hanging import note_there
from planner.events.models import Event
from planner.events.page.empty_parts import empty_parts
from planner.events.page.headcount import attended, planned
from planner.events.page.name_queries import names_on
from planner.events.page.next_step import next_step
from planner.events.page.parts import facts_of_kind, shares, story
from planner.events.page.queries import PROPOSALS, EventPage, page_of
from planner.events.page.transparency import transparency_of
from planner.events.page.way import state_steps
from planner.events.plan.marking_words import warning
from planner.events.queries import related_to
from planner.events.release.rule import releases
from planner.events.release.together import common_release, release_words
from planner.events.states.calendar_gates import is_over
from planner.events.states.gates import agreements_open
from planner.events.states.steps import ASKED, open_steps
from planner.events.states.workflow import offered_moves, waits_for_approval
from planner.terms.models import RiskCategory
from planner.terms.queries import term_labels
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.markings import note_markings


def is_asked(event: Event, who: Viewer) -> bool:
    """Say whether this viewer is asked if the event took place."""
    return event.state in AHEAD_STATES and is_over(event, today()) and who.may("comment")


@bp.route("/<id:event_id>")
@may("see")
def show(event_id: int) -> ResponseReturnValue:
    """Show an event: its plan, who takes part, what it serves and how it came about."""
    found = page_of(event_id)
    if found is None:
        abort(404)
    event, names, ticked = found.event, found.names, found.came
    note_there(event.id, found.there)
    note_markings(event.transitions)
    can = open_steps(event, viewer())
    proposal = latest_proposal(event) if PROPOSALS in found.there else None
    change = proposal_context(proposal, event, viewer())
    moves, waits = offered_moves(event, viewer(), today()), waits_for_approval(event, viewer())
    asked, lacks = is_asked(event, viewer()), agreements_open(event)
    return render_template(
        "events/show.html",
        event=event,
        page_marking=marking_of(event, change),
        release=release_words(common_release([event])),
        releases=releases(event, found.usual),
        too_low=warning(event),
        steps=state_steps(event),
        moves=moves,
        lead=next_step(event, viewer(), today(), moves, is_asked=asked, waits=waits),
        can=can,
        asks=[(to.value, words) for to, words in ASKED.items() if getattr(can, f"ask_{to.value}")],
        lacks=lacks,
        empty=empty_parts(event, can, has_names=bool(names), lacks=bool(lacks)),
        names=names,
        named=names_on(event_id) if names and can.see_names else [],
        ticked=ticked,
        planned=planned(event),
        attended=attended(event, ticked),
        shares=shares(event),
        facts=facts_of_kind(event),
        users=users_named_on(found),
        change=change,
        related=related_to(event) if found.is_tied else {},
        story=story(event),
        transparency=transparency_of(event),
        risk_labels=term_labels(RiskCategory) if event.risks else {},
        party_labels=CoordinationParty.choices() if event.coordination else {},
    )


def users_named_on(found: EventPage) -> dict[int, str]:
    """Return the names of the users who stand on an event's page, by key."""
    moved = {row.by_id for row in found.event.transitions}
    noted = {row.by_id for row in found.event.coordination}
    return found.users | users_by_id((moved | noted) - found.users.keys())
