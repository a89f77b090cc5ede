"""Calendar files to save: one event, or a filtered list."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_babel import ngettext

from planner import clock
from planner.calendars import feed_queries
from planner.calendars.blueprints import calendars as bp
from planner.calendars.ics_views import download, told_here
from planner.calendars.partner_editions import partner_audience, partner_bodies
from planner.calendars.queries import entry_body
from planner.choices import Marking
from planner.db import db
from planner.errors import RuleBroken
from planner.events.list.asked_views import filter_to_leave
from planner.events.models import Event
from planner.events.release.rule import check_partner, check_release
from planner.events.release.together import release_notes
from planner.presenters.as_ics import calendar, private
from planner.web.access import may, viewer
from planner.web.day_words import day
from planner.web.file_notes import FileNote, shortened
from planner.web.nationnames import nation_name


@bp.get("/events/<id:event_id>.ics")
@may("see")
def event(event_id: int) -> Response:
    """Download one event; the file names no calendar, or Outlook would make one (CALENDAR 16)."""
    told, code = told_here(), asked_partner()
    found = db.get_or_404(Event, event_id)
    if code:
        check_release(found, code, viewer())
        bodies = partner_bodies([Event.id == event_id], code, partner_audience(told))
    else:
        bodies = [body for body in [entry_body(found, told)] if body]
    if not bodies:
        raise RuleBroken(_("This event has no date yet, so no calendar can show it."))
    note = FileNote(found.title, "ics", "", 1, event_id, {"for": code} if code else {})
    name = f"event-{event_id}" + (f"-for-{code}" if code else "")
    return download(calendar(map(private, bodies)), name, note)


def asked_partner() -> str:
    """Return the code of the partner that a file is for; empty for the usual file."""
    return filter_to_leave().partner


@bp.get("/events.ics")
@may("see")
def export() -> Response:
    """Download exactly the events of the filtered list; those without a date are counted."""
    wanted = filter_to_leave()
    told = told_here()
    if code := wanted.partner:
        check_partner(code, viewer())
    bodies, undated = feed_queries.download(wanted, clock.today(), told)
    if code:
        told = partner_audience(told)
        bodies = partner_bodies(wanted.conditions(clock.today()), code, told)
    note = ngettext(
        "%(num)d event without a date is not in this file.",
        "%(num)d events without a date are not in this file.",
        undated,
    )
    rows_told = feed_queries.release_rows(wanted, clock.today(), told)
    words = partner_words(rows_told, code) if code else head_words(rows_told)
    octets = calendar(
        map(private, bodies), description="\n".join([*words, *([note] * bool(undated))])
    )
    name = f"events-for-{code}" if code else "events"
    note = FileNote(name, "ics", shortened(wanted.for_history()), len(bodies))
    return download(octets, name, note)


def partner_words(rows: Sequence[Any], code: str) -> list[str]:
    """Return what a partner's file says of itself: for whom, marked how, on which day."""
    marking = max((row.marking for row in rows), default=Marking.PUBLIC)
    heading = _(
        "For %(nation)s, marking %(marking)s, %(day)s",
        nation=nation_name(code),
        marking=marking.label,
        day=day(clock.today()),
    )
    return [heading, _("Not for classified content")]


def head_words(rows: Sequence[Any]) -> list[str]:
    """Return what a file says of itself: highest marking, nothing classified, to whom released."""
    marking = max((row.marking for row in rows), default=None)
    marked = [_("Marking: %(marking)s", marking=marking.label)] if marking is not None else []
    return [*marked, _("Not for classified content"), *release_notes(rows)]
