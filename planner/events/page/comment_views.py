"""Comments on an event: what an approver or a colleague has to say about a plan (DOMAIN 3)."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.events.blueprint import bp
from planner.events.hanging import hangs, may_have
from planner.events.models import Event
from planner.events.page.answers import answer
from planner.events.page.comment_actions import comment_on
from planner.events.page.record_forms import CommentForm
from planner.events.shown import shown
from planner.events.states.step_views import turned_away
from planner.events.states.steps import is_open
from planner.history.models import HistoryEntry
from planner.history.queries import comments_on
from planner.web.access import may, viewer
from planner.web.markings import note_markings
from planner.web.panels import panel

COMMENTS = "comments"
hangs(COMMENTS, told := HistoryEntry.__table__, told.c.verb == "commented")


@panel("event", order=60)
def comments_panel(event: Event) -> tuple[str, dict[str, Any]] | None:
    """Show what was said about an event, and the way to say more."""
    comments = comments_on(event.id) if may_have(event.id, COMMENTS) else []
    if not comments and not viewer().may("comment"):
        return None
    note_markings(comments)
    context = {"event": event, "comments": comments}
    return "events/_comments.html", context | {"may_comment": is_open("comment", event, viewer())}


@bp.route("/<id:event_id>/comment", methods=["GET", "POST"])
@may("comment")
def comment(event_id: int) -> ResponseReturnValue:
    """Say something about an event; it stays in the history with name and time."""
    event, form = shown(event_id), CommentForm()
    if away := turned_away("comment", event):
        return away
    if form.submit(comment_on, event, viewer=viewer()):
        flash(_("Your comment is on the event’s page"), "success")
        return redirect(url_for(".show", event_id=event_id), 303)
    return answer("comment", form, shown(event_id), comments=comments_on(event_id))
