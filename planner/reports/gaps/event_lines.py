"""The lines of events that lack something: an answer, a report, an outcome."""

from dataclasses import replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.choices import EventState
from planner.events.models import Event
from planner.events.states.move_views import answers_of
from planner.outcomes.report_due import Due, outcome_due, report_due
from planner.reports.gaps.details import days_of, due
from planner.reports.gaps.lines import GapLine
from planner.shapes.figure import Sentence
from planner.web.access import viewer
from planner.web.ages import age_words


def event_line(event: Event, words: str, endpoint: str, permission: str) -> GapLine:
    """Return an event with the step that it lacks, for those who may take it."""
    href = url_for("events.show", event_id=event.id)
    if not viewer().may(permission):
        return GapLine(event.title, href, days_of(event), event=event)
    step = url_for(endpoint, event_id=event.id)
    return GapLine(event.title, href, days_of(event), words, step, event=event)


def asked_line(event: Event) -> GapLine:
    """Return an approved event whose last day has passed, with both answers."""
    answers = answers_of(event, viewer()) if viewer().may("comment") else ()
    values = {"days": days_of(event), "state": event.state.label}
    words = Sentence("%(days)s · %(state)s", values)
    href = url_for("events.show", event_id=event.id)
    return GapLine(event.title, href, words, kind="soon", event=event, answers=answers)


def report_line(event: Event, today: date) -> GapLine:
    """Return an executed event without a report: when it is due, and how late it is."""
    if event.state is EventState.EXECUTED:
        line = event_line(event, _("Write the report"), "reports_after_action.edit", "report")
    else:
        line = event_line(event, _("Open the event"), "events.show", "see")
    return due_line(line, report_due(event, today))


def outcome_line(event: Event, today: date) -> GapLine:
    """Return an executed event of which nobody said what came, and by when it is expected."""
    line = due_line(
        event_line(event, _("Record an outcome"), "events.show", "report"),
        outcome_due(event, today),
    )
    if not line.action:
        return line
    return replace(line, action_url=url_for("outcomes.new", event=event.id))


def due_line(line: GapLine, found: Due) -> GapLine:
    """Return a line with the day by which its step is due."""
    detail = line.detail
    if found.on is not None:
        detail = Sentence("%(days)s · %(by)s", {"days": detail, "by": due(found)})
    return replace(
        line,
        detail=detail,
        kind="late" if found.is_late else "soon",
        group=age_words(found.days_late if found.is_late else 0),
    )
