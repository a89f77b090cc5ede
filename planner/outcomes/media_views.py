"""Pages of the media log."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import TONE_LABELS, Marking
from planner.clock import now, today
from planner.db import db
from planner.events.models import Event
from planner.outcomes.asked_views import event_asked_for
from planner.outcomes.media_actions import (
    answer_media_item,
    change_media_item,
    log_media_item,
    remove_media_item,
)
from planner.outcomes.media_columns import MEDIA, themes_of, waited
from planner.outcomes.media_forms import AnswerForm, MediaForm
from planner.outcomes.media_queries import all_media, media_page
from planner.outcomes.models import MediaItem
from planner.outcomes.queries import highest
from planner.outcomes.told import marking_of, told
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import RemovalForm

bp = Blueprint("media", __name__)


@bp.route("/media/")
@may("see")
def index() -> ResponseReturnValue:
    """List the media items that a filter lets through."""
    shown = shown_filter(MEDIA)
    page = Page(media_page(shown.wanted, today(), **asked_keys()))
    return render_template(
        "media/index.html",
        shown=shown,
        page=page,
        rows=MEDIA.page(page.items, today()),
        page_marking=highest(told(page.items)),
    )


@bp.route("/media.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the media items that the filter lets through."""
    rows = all_media(filter_of_file(MEDIA), today())
    return respond_list(MEDIA, rows, suffix, about=today(), as_of=now())


@bp.route("/media/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Log a publication about an event, or about a nation where no event is named."""
    event = event_asked_for() if "event" in request.args else None
    form = MediaForm(event, viewer(), data=proposed(event))
    if item := form.submit(log_media_item, event, viewer=viewer(), today=today()):
        flash(_("The media item is logged."), "success")
        return redirect(page_of(item), 303)
    return edit_page(form, event, None)


def proposed(event: Event | None) -> dict[str, object]:
    """Return what the form of a new item proposes."""
    nation = request.args.get("nation", "") if event is None else ""
    marking = min(Marking.OFFICIAL, viewer().ceiling)
    return {"published_on": today(), "nation_code": nation or None, "marking": marking}


@bp.route("/media/<id:item_id>")
@may("see")
def show(item_id: int) -> ResponseReturnValue:
    """Show a media item."""
    item = db.get_or_404(MediaItem, item_id)
    return render_template(
        "media/show.html",
        item=item,
        tones=TONE_LABELS,
        days=waited(item, today()),
        themes=themes_of(item),
        page_marking=marking_of(item),
        marking=marking_of(item),
    )


@bp.route("/media/<id:item_id>/edit", methods=["GET", "POST"])
@may("report")
def edit(item_id: int) -> ResponseReturnValue:
    """Change what is known of a publication."""
    item = db.get_or_404(MediaItem, item_id)
    form = MediaForm(item.event, viewer(), obj=item)
    if form.submit(change_media_item, item, viewer=viewer(), today=today()):
        flash(_("The media item is saved."), "success")
        return redirect(page_of(item), 303)
    return edit_page(form, item.event, item)


def edit_page(form: MediaForm, event: Event | None, item: MediaItem | None) -> ResponseReturnValue:
    """Return the page of a new or an existing media item."""
    page = render_template(
        "media/edit.html",
        form=form,
        event=event,
        item=item,
        back=page_of(item) if item else list_url(event),
        page_marking=marking_of(item) if item else event.marking if event else None,
    )
    return page, 422 if form.errors else 200


@bp.route("/media/<id:item_id>/answer", methods=["GET", "POST"])
@may("report")
def answer(item_id: int) -> ResponseReturnValue:
    """Note how a critical publication was answered."""
    item = db.get_or_404(MediaItem, item_id)
    form = AnswerForm(
        data={
            "answered_on": item.answered_on or today(),
            "answer_way": item.answer_way,
            "answer": item.answer,
            "version": item.version,
        }
    )
    if form.submit(answer_media_item, item, viewer=viewer(), today=today()):
        flash(_("The answer is noted."), "success")
        return redirect(page_of(item), 303)
    page = render_template(
        "media/answer.html",
        form=form,
        item=item,
        tones=TONE_LABELS,
        page_marking=marking_of(item),
    )
    return page, 422 if form.errors else 200


@bp.route("/media/<id:item_id>/remove", methods=["POST"])
@may("report")
def remove(item_id: int) -> ResponseReturnValue:
    """Take a publication off the log; the undo button brings it back."""
    form, item = RemovalForm(), db.get_or_404(MediaItem, item_id)
    event = item.event
    page = ("media.show", "item_id")
    if form.remove(item, remove_media_item, item, viewer=viewer(), page=page):
        form.tell(_("The media item was removed."))
        return redirect(list_url(event), 303)
    return back_to(item, form)


def back_to(item: MediaItem, form: ActionForm) -> ResponseReturnValue:
    """Return to the item with the reason why the step was refused."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(page_of(item), 303)


def page_of(item: MediaItem) -> str:
    """Return the address of an item's page."""
    return url_for("media.show", item_id=item.id)


def list_url(event: Event | None) -> str:
    """Return where the items of an event stand, or those of every nation."""
    return url_for("events.show", event_id=event.id) if event else url_for("media.index")
