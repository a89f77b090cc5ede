"""The private feed that programs fetch."""

from typing import TYPE_CHECKING

from flask import Response, current_app
from flask_babel import gettext as _

from planner import clock
from planner.calendars import edition_queries, windows
from planner.calendars.blueprints import calendars as bp
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.partner_editions import partner_edition
from planner.calendars.subscription_queries import subscription
from planner.web.access import ANYONE, may, set_viewer
from planner.web.limits import FEED, limiter
from planner.web.outside import guarded

if TYPE_CHECKING:
    pass
from planner.calendars.fetch_answer_views import answer
from planner.calendars.fetch_note_views import noted, tell_of_fetch
from planner.calendars.ics_views import told_here


@bp.get("/f/<token>.ics")
@may(ANYONE)
@limiter.limit(FEED)
def feed(token: str) -> Response:
    """Answer a calendar program: who holds the address sees what its user may see now."""
    found = subscription(token)
    if found is None:
        return refusal(_("There is no calendar at this address."), 404)
    if not found.is_open:
        return refusal(_("This calendar has ended."), 410)
    set_viewer(found.viewer)
    asked = FeedAsked(found, clock.now(), feed_window(), told_here())
    code = asked.partner
    if code and not found.viewer.may("comment"):
        return refusal(_("This calendar has ended."), 410)
    edition = partner_edition(asked, code) if code else edition_queries.edition(asked)
    response = answer(asked, edition, noted(found, edition, asked.now))
    tell_of_fetch(found, edition)
    response.headers["Cache-Control"] = "private, no-cache"
    return guarded(response)


def feed_window() -> windows.Window:
    """Return the days that feeds cover, by the settings."""
    back, ahead = (
        int(current_app.config[f"RAPPORT_FEED_MONTHS_{way}"]) for way in ("BACK", "AHEAD")
    )
    return windows.window(clock.today(), back, ahead)


def refusal(sentence: str, code: int) -> Response:
    """Return a short plain answer; a page of HTML would be read as a broken calendar."""
    return guarded(Response(f"{sentence}\n", code, content_type="text/plain; charset=utf-8"))
