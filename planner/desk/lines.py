"""The lines of My desk: what waits, where, and the way on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.accounts.labels import owner_name
from planner.desk.holding_queries import Holding
from planner.desk.news_queries import News
from planner.events.approval.material import in_order, label_of
from planner.events.approval.models import ProposedChange
from planner.events.models import Event, Transition
from planner.events.states.move_views import answers_of
from planner.events.states.steps import ASKED
from planner.kinds.queries import kind_name
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.due import report_due
from planner.outcomes.models import FollowUp, Outcome
from planner.terms.models import TransitionReason
from planner.terms.queries import term_label
from planner.viewers import Viewer
from planner.web.day_words import day, event_period, moment
from planner.web.filters import nations
from planner.web.markings import note_markings
from planner.web.number_words import NONE, number

DeskLine = dict[str, Any]


def line(
    text: str, href: str, detail: str, action: str, action_url: str, kind: str = ""
) -> DeskLine:
    """Return one thing to do, with the link to its next step."""
    return {
        "text": text,
        "href": href,
        "detail": detail,
        "action": action,
        "action_url": action_url,
        "kind": kind,
    }


def follow_up_line(follow_up: FollowUp, _who: Viewer, present: date) -> DeskLine:
    """Return a follow-up: overdue ones say so."""
    url = url_for("followups.show", follow_up_id=follow_up.id)
    when = day(follow_up.due_on)
    is_late = follow_up.is_overdue(present)
    words = _("overdue since %(day)s", day=when) if is_late else _("due %(day)s", day=when)
    words = f"{words} · {follow_up.event.title}"
    return line(follow_up.what, url, words, _("Settle"), url, "late" if is_late else "soon")


def asked_line(event: Event, who: Viewer, _present: date) -> DeskLine:
    """Return an approved event whose last day has passed, with both answers."""
    words = f"{event_period(event)} · {event.state.label}"
    found = line(event.title, event_url(event), words, "", "", "soon")
    return found | {"answers": answers_of(event, who)}


def report_line(event: Event, _who: Viewer, present: date) -> DeskLine:
    """Return an event that waits for its report: by when, and how late it is."""
    report = url_for("reports_after_action.edit", event_id=event.id)
    due = report_due(event, present)
    words = f"{event_period(event)} · {due.words}"
    kind = "late" if due.is_late else "soon"
    return line(event.title, event_url(event), words, _("Write the report"), report, kind)


def approval_line(event: Event, _who: Viewer, _present: date) -> DeskLine:
    """Return an event that waits for approval."""
    url = event_url(event)
    move = url_for("events.move", event_id=event.id, state="approved")
    return line(event.title, url, event_period(event), _("Approve"), move)


def change_line(proposal: ProposedChange, _who: Viewer, _present: date) -> DeskLine:
    """Return a change of an approved event that waits for an approver."""
    page = url_for("events.change", event_id=proposal.event_id, proposal_id=proposal.id)
    asked = [str(ASKED[proposal.wish])] if proposal.wish in ASKED else []
    names = ", ".join([*asked, *(label_of(name) for name in in_order(proposal.changes))])
    who = proposal.proposed_by.name if proposal.proposed_by else NONE
    words = _("%(names)s, proposed by %(who)s", names=names, who=who)
    return line(proposal.event.title, event_url(proposal.event), words, _("Look at it"), page)


def declined_line(proposal: ProposedChange, _who: Viewer, _present: date) -> DeskLine:
    """Return a declined change, with the reason, to whoever proposed it."""
    url = event_url(proposal.event)
    edit = url_for("events.edit", event_id=proposal.event_id)
    return line(proposal.event.title, url, proposal.decision_note, _("Propose another"), edit)


def agreement_line(event: Event, _who: Viewer, _present: date) -> DeskLine:
    """Return an event with a nation whose agreement is not on record."""
    log = url_for("events.coordination", event_id=event.id)
    return line(event.title, event_url(event), event_period(event), _("Note it"), log)


def news_line(found: News, _who: Viewer, _present: date) -> DeskLine:
    """Return what somebody else did at an event of the viewer's."""
    note_markings([found.told])
    words = _("%(what)s: %(who)s, %(when)s", **told_by(found))
    said = said_in(found.told)
    detail = f"{words} · {said}" if said else words
    return line(found.event.title, event_url(found.event), detail, "", "")


def told_by(found: News) -> dict[str, str]:
    """Return what was done, by whom and when, in words."""
    told: Any = found.told
    if isinstance(told, Transition):
        what = told.to_state.label
        if told.reason_code:
            what = f"{what} ({term_label(TransitionReason, told.reason_code)})"
    elif isinstance(told, ProposedChange):
        what = _("Proposed change: %(state)s", state=str(told.state.label).lower())
    else:
        what = _("Comment")
    return {"what": str(what), "who": found.by or NONE, "when": moment(found.at)}


def said_in(told: Any) -> str:
    """Return what was said with it: the note of a move or decision, or the comment itself."""
    if isinstance(told, Transition):
        return told.note or ""
    if isinstance(told, ProposedChange):
        return told.decision_note or ""
    return str((told.changes.get("comment") or ["", ""])[1])


def value_line(update: IndicatorUpdate, _who: Viewer, _present: date) -> DeskLine:
    """Return an indicator's value that waits for somebody to verify it."""
    url = url_for("indicators.show", indicator_id=update.indicator_id)
    name = f"{update.indicator.code} {update.indicator.name}"
    words = _("%(value)s, seen %(day)s", value=number(update.value, 4), day=day(update.seen_on))
    return line(name, url, words, _("Verify"), url)


def verification_line(outcome: Outcome, _who: Viewer, _present: date) -> DeskLine:
    """Return an outcome that waits for somebody to verify it."""
    url = url_for("outcomes.show", outcome_id=outcome.id)
    seen = _("seen %(day)s", day=day(outcome.seen_on))
    return line(outcome.title, url, seen, _("Verify"), url)


def concept_line(event: Event, _who: Viewer, _present: date) -> DeskLine:
    """Return a concept that has no days yet."""
    edit = url_for("events.edit", event_id=event.id)
    return line(event.title, event_url(event), kind_name(event.kind), _("Set the dates"), edit)


def coming_line(event: Event) -> DeskLine:
    """Return an event of the next two weeks."""
    codes = [partner.nation_code for partner in event.partners]
    words = " · ".join([event_period(event), nations(codes), str(event.state.label)])
    return line(event.title, event_url(event), words, "", "")


def unowned_line(holding: Holding, take_at: str) -> Callable[[Any, Viewer, date], DeskLine]:
    """Return what makes a line of something that nobody owns, with the button that takes it."""

    def make(row: Any, _who: Viewer, _present: date) -> DeskLine:
        left = owner_name(row.owner) or _("nobody owns it")
        parent = row.event.title if holding.event_key == "event_id" else ""
        words = " · ".join(part for part in (left, parent) if part)
        found = line(holding.title_of(row), holding.address_of(row), words, _("Take it"), "")
        number = {f"{take_at}_id": row.id}
        return found | {"take_url": url_for(f"taking.{take_at}", **number)}

    return make


def event_url(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)
