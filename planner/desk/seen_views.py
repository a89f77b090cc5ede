"""Marking the news of one’s events as seen, and taking that back."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.desk.actions import mark_seen, unmark_seen
from planner.desk.blueprint import bp
from planner.desk.news_queries import seen_by
from planner.history.undo_actions import put_aside, take_back
from planner.text import reading
from planner.web.access import may, viewer
from planner.web.forms import ActionForm


@bp.route("/desk/news/seen", methods=["POST"])
@may("comment")
def seen() -> ResponseReturnValue:
    """Take the news off the desk, up to the moment at which they were shown."""
    form, who = ActionForm(), viewer()
    until = reading.or_none(reading.moment, request.form.get("until", "")) or now()
    row = seen_by(who)
    before = {"before": row.seen_at.isoformat() if row else ""}
    key = put_aside("desk news", before, viewer=who, now=now())
    if form.submit(mark_seen, until=until, viewer=who, now=now()):
        undo = url_for(".unseen", kept=key)
        notice: Any = {"text": _("What is new was taken off your desk"), "undo_url": undo}
        flash(notice, "undo")
    return redirect(url_for(".index"), 303)


@bp.route("/desk/news/unseen", methods=["POST"])
@may("comment")
def unseen() -> ResponseReturnValue:
    """Put the news back that were taken off last."""
    kept = take_back("desk news", request.args.get("kept", ""), viewer=viewer(), now=now())
    before = reading.or_none(reading.moment, kept["before"])
    if ActionForm().submit(unmark_seen, before=before, viewer=viewer()):
        flash(_("It is on your desk again."), "success")
    return redirect(url_for(".index"), 303)
