"""My calendars: private subscriptions, each with a name, a stored filter and its own address."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.calendars import queries
from planner.calendars.actions import change_feed, create_feed, renew_feed, revoke_feed
from planner.calendars.audiences import Audience, due_told, is_sensitive, office_audience
from planner.calendars.blueprints import feeds as bp
from planner.calendars.columns import FEEDS, in_words
from planner.calendars.feed_address_views import show_address
from planner.calendars.fetch_views import feed_window
from planner.calendars.forms import FeedForm, FeedNameForm
from planner.calendars.models import Feed
from planner.db import db
from planner.events.list.asked_views import asked_filter
from planner.events.list.filtering import EventFilter
from planner.events.release.rule import check_partner
from planner.events.release.words import LEFT_OUT
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.lists.files import respond_list


@bp.get("/")
@may("feed")
def index() -> ResponseReturnValue:
    """Show the reader's own calendars, and when programs last fetched them."""
    feeds = queries.own_feeds()
    return render_template(
        "feeds/index.html",
        feeds=[feed for feed in feeds if feed.revoked_at is None],
        columns=FEEDS.page_columns,
        in_words=in_words,
        ended=[feed for feed in feeds if feed.revoked_at is not None],
        window=feed_window(),
    )


@may("feed")
def export(suffix: str) -> Response:
    """Download the reader's own calendars, ended ones too; no address is in the file."""
    return respond_list(FEEDS, queries.own_feeds(), suffix, as_of=clock.now())


beside_the_list(bp, "/feeds", export)


@bp.route("/new", methods=["GET", "POST"])
@may("feed")
def new() -> ResponseReturnValue:
    """Subscribe to the list whose filter the URL carries; the address is shown once."""
    wanted = asked_filter()
    form = FeedForm(name=" · ".join(in_words(wanted.to_query()))[:80], query=wanted.to_query())
    form.query.data = wanted_query(form)
    if code := EventFilter.from_query(form.query.data).partner:
        check_partner(code, viewer())
    if issued := form.submit(create_feed, viewer=viewer(), now=clock.now()):
        return show_address(issued)
    context = {"words": in_words(form.query.data), "window": feed_window(), "wanted": wanted}
    context |= {"left_out": LEFT_OUT if code else "", "due_told": due_told()}
    context["is_telling"] = bool(form.query.data) and may_hide()
    return render_template("feeds/new.html", form=form, **context), 422 if form.errors else 200


def may_hide() -> bool:
    """Say whether the reader's calendars may hold events of which not everything is told."""
    return is_sensitive(viewer().ceiling) and office_audience() is not Audience.FULL


def wanted_query(form: FeedForm) -> str:
    """Return the filter of the form as the list would write it: nothing else is stored."""
    return EventFilter.from_query(form.query.data or "").to_query()


@bp.route("/<id:feed_id>/rename", methods=["GET", "POST"])
@may("feed")
def rename(feed_id: int) -> ResponseReturnValue:
    """Rename a calendar, or have it tell what is due."""
    feed = db.get_or_404(Feed, feed_id)
    form = FeedNameForm(obj=feed)
    if form.submit(change_feed, feed):
        flash(_("The calendar “%(name)s” is saved.", name=feed.name), "success")
        return redirect(url_for(".index"), 303)
    status = 422 if form.errors else 200
    is_for_partner = bool(EventFilter.from_query(feed.query).partner)
    context = {"feed": feed, "due_told": due_told(), "is_for_partner": is_for_partner}
    return render_template("feeds/rename.html", form=form, **context), status


@bp.post("/<id:feed_id>/renew")
@may("feed")
def renew(feed_id: int) -> ResponseReturnValue:
    """Give a calendar a new address, shown once; the old one ends."""
    form = ActionForm()
    if issued := form.submit(renew_feed, db.get_or_404(Feed, feed_id)):
        return show_address(issued)
    return back(form)


@bp.post("/<id:feed_id>/end")
@may("feed")
def revoke(feed_id: int) -> ResponseReturnValue:
    """End a calendar for good."""
    form = ActionForm()
    if feed := form.submit(revoke_feed, db.get_or_404(Feed, feed_id), now=clock.now()):
        flash(_("The calendar “%(name)s” has ended", name=feed.name), "success")
    return back(form)


def back(form: ActionForm) -> ResponseReturnValue:
    """Return to the list, with the reason why nothing was done."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".index"), 303)
