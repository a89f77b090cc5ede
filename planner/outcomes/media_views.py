"""Pages of the media log."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.events.models import Event
from planner.history.undo_actions import put_aside, take_back
from planner.outcomes.asked_views import event_asked_for
from planner.outcomes.media_actions import change_media_item, log_media_item, remove_media_item
from planner.outcomes.media_forms import MediaForm
from planner.outcomes.models import MediaItem
from planner.shapes.media_item import WrittenMediaItem
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import offer_undo

bp = Blueprint("media", __name__, url_prefix="/media")
FIELDS = tuple(WrittenMediaItem.model_fields)


@bp.route("/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Log a publication about an event."""
    event = event_asked_for()
    form = MediaForm(data={"published_on": today()})
    if form.submit(log_media_item, event, viewer=viewer(), today=today()):
        flash(_("The media item is logged."), "success")
        return redirect(event_url(event), 303)
    return edit_page(form, event, None)


@bp.route("/<id:item_id>/edit", methods=["GET", "POST"])
@may("report")
def edit(item_id: int) -> ResponseReturnValue:
    """Change what is known of a publication."""
    item = db.get_or_404(MediaItem, item_id)
    form = MediaForm(obj=item)
    if form.submit(change_media_item, item, viewer=viewer(), today=today()):
        flash(_("The media item is saved."), "success")
        return redirect(event_url(item.event), 303)
    return edit_page(form, item.event, item)


def edit_page(form: MediaForm, event: Event, item: MediaItem | None) -> ResponseReturnValue:
    """Return the page of a new or an existing media item."""
    page = render_template(
        "media/edit.html", form=form, event=event, item=item, page_marking=event.marking
    )
    return page, 422 if form.errors else 200


@bp.route("/<id:item_id>/remove", methods=["POST"])
@may("report")
def remove(item_id: int) -> ResponseReturnValue:
    """Take a publication off the log; the undo button brings it back."""
    item = db.get_or_404(MediaItem, item_id)
    event = item.event
    values = {name: getattr(item, name) for name in FIELDS} | {"event_id": item.event_id}
    undo = url_for(".restore", kept=put_aside("media_item", values, viewer=viewer(), now=now()))
    form = ActionForm()
    if form.submit(remove_media_item, item, viewer=viewer()):
        offer_undo(_("The media item was removed."), undo)
    return redirect(event_url(event), 303)


@bp.route("/restore", methods=["POST"])
@may("report")
def restore() -> ResponseReturnValue:
    """Bring a publication back that was taken off the log within the last hour."""
    kept = take_back("media_item", request.args.get("kept", ""), viewer=viewer(), now=now())
    event = db.get_or_404(Event, int(kept["event_id"]))
    form = ActionForm()
    item = WrittenMediaItem(**{name: kept[name] for name in FIELDS})
    if form.submit(log_media_item, event, item, viewer=viewer(), today=today()):
        flash(_("The media item is back."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(event_url(event), 303)


def event_url(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)
