"""Pages of the media log."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from planner.clock import today
from planner.db import db
from planner.events.models import Event
from planner.outcomes.asked_views import event_asked_for
from planner.outcomes.forms import MediaForm
from planner.outcomes.media_actions import change_media_item, log_media_item, remove_media_item
from planner.outcomes.models import MediaItem
from planner.outcomes.undo_views import tell
from planner.web.access import may, viewer
from planner.web.forms import ActionForm

bp = Blueprint("media", __name__, url_prefix="/media")
UNDO_SECONDS = 3600
DAYS = ("published_on", "answered_on")
FIELDS = (
    "title",
    "kind",
    "outlet",
    "url",
    "published_on",
    "tone",
    "audience",
    "reach",
    "language",
    "answered_on",
)


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


@bp.route("/<int:item_id>/edit", methods=["GET", "POST"])
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


@bp.route("/<int:item_id>/remove", methods=["POST"])
@may("report")
def remove(item_id: int) -> ResponseReturnValue:
    """Take a publication off the log; the undo button brings it back."""
    item = db.get_or_404(MediaItem, item_id)
    event = item.event
    undo = url_for(".restore", row=sealed(item))
    form = ActionForm()
    if form.submit(remove_media_item, item, viewer=viewer()):
        tell(_("The media item was removed."), undo)
    return redirect(event_url(event), 303)


@bp.route("/restore", methods=["POST"])
@may("report")
def restore() -> ResponseReturnValue:
    """Bring a publication back that was taken off the log within the last hour."""
    fields = unsealed(request.args.get("row", ""))
    event = db.get_or_404(Event, fields.pop("event_id"))
    form = ActionForm()
    if form.submit(log_media_item, event, viewer=viewer(), today=today(), **fields):
        flash(_("The media item is back."), "success")
    return redirect(event_url(event), 303)


def sealer() -> URLSafeTimedSerializer:
    """Return what signs a removed row for its undo button."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="removed media item")


def sealed(item: MediaItem) -> str:
    """Return a row as signed text."""
    row = {name: getattr(item, name) for name in FIELDS} | {"event_id": item.event_id}
    plain = {n: v.isoformat() if isinstance(v, date) else v for n, v in row.items()}
    return str(sealer().dumps(plain))


def unsealed(text: str) -> dict[str, Any]:
    """Return the row of signed text; 400 when it was tampered with or is too old."""
    try:
        row: dict[str, Any] = sealer().loads(text, max_age=UNDO_SECONDS)
    except BadSignature:
        abort(400)
    return row | {name: date.fromisoformat(row[name]) for name in DAYS if row[name]}


def event_url(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)
