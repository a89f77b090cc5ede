"""The page of one event for one partner, made to be printed or sent."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from planner.clock import today
from planner.events.blueprint import bp
from planner.events.page.queries import page_of
from planner.events.release.facts import partner_facts
from planner.events.release.rule import check_release
from planner.events.release.words import LEFT_OUT
from planner.history.actions import record
from planner.web.access import may, viewer
from planner.web.log_commits import commit_log


@bp.get("/<id:event_id>/for/<string(length=2):code>")
@may("comment")
def for_partner(event_id: int, code: str) -> ResponseReturnValue:
    """Show what a partner may read of an event; the history keeps a note of it."""
    found = page_of(event_id)
    if found is None:
        abort(404)
    event, code = found.event, code.upper()
    check_release(event, code, viewer())
    page = render_template(
        "events/for_partner.html",
        event=event,
        code=code,
        facts=partner_facts(event, code),
        left_out=LEFT_OUT,
        day=today(),
        page_marking=event.marking,
    )
    said = {"for": [None, code]}
    record("exported", "event", event_id, event.title, event_id=event_id, changes=said)
    commit_log()
    return page
