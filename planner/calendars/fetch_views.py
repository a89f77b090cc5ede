"""The private feed that programs fetch: its answer, and the note that it was fetched."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import Headers

from planner import clock
from planner.calendars import edition_queries, feed_queries, packing
from planner.calendars.actions import note_fetch
from planner.calendars.blueprints import calendars as bp
from planner.calendars.edition_queries import Edition
from planner.calendars.feed_queries import FeedAsked
from planner.calendars.partner_entries import PartnerEdition, partner_edition
from planner.calendars.queries import Subscription, clients_told, subscription
from planner.connections import short_wait
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.officetime import day_begins
from planner.presenters.as_ics import calendar
from planner.troubles import trouble_of
from planner.web.access import ANYONE, may, set_viewer
from planner.web.file_notes import FileNote, shortened, tell
from planner.web.limits import FEED, limiter
from planner.web.log_commits import commit_log

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
from planner.calendars.file_views import CONTENT_TYPE, told_here

CHUNK = 200
"""Entries sent at a time: few calls, and the file never lies in memory twice."""


class FeedAnswer(Response):
    """An answer whose 304 repeats Last-Modified, which Werkzeug would drop (CALENDAR 21)."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers to send."""
        headers = super().get_wsgi_headers(environ)
        if "Last-Modified" in self.headers:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


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


def feed_window() -> feed_queries.Window:
    """Return the days that feeds cover, by the settings."""
    back, ahead = (
        int(current_app.config[f"RAPPORT_FEED_MONTHS_{way}"]) for way in ("BACK", "AHEAD")
    )
    return feed_queries.window(clock.today(), back, ahead)


def refusal(sentence: str, code: int) -> Response:
    """Return a short plain answer; a page of HTML would be read as a broken calendar."""
    return guarded(Response(f"{sentence}\n", code, content_type="text/plain; charset=utf-8"))


def guarded(response: Response) -> Response:
    """Keep the address out of search engines and of other sites' logs (CALENDAR 34)."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def noted(found: Subscription, edition: Edition, now: datetime) -> datetime:
    """Leave a note of the fetch and return Last-Modified; a busy database loses only the note."""
    client = request.headers.get("User-Agent", "")
    try:
        with short_wait(db.session.connection()):
            fetch = note_fetch(found, edition.etag, client=client, now=now)
        if fetch.is_noted:
            commit_log()
    except DBAPIError as error:
        if trouble_of(error) is None:
            raise
        db.session.rollback()
        return found.changed_at if found.changed_at and found.etag == edition.etag else now
    return fetch.changed_at


LINES_A_DAY = 50
"""Programs of a feed that get a line of their own on one day; nobody subscribes with more."""
MOST_KNOWN = 2000
_told: OrderedDict[Any, None] = OrderedDict()
"""Only saves the question whether the history has the line."""


def tell_of_fetch(found: Subscription, edition: Edition) -> None:
    """Leave a line in the history: one for each feed, day and program, however often it asks.

    A program asks every few minutes and would bury what others did; see what was fetched and
    when last on the page of calendars.
    """
    client, present = request.headers.get("User-Agent", "")[:200], clock.today()
    key = (found.token_hash, client, present)
    if key in _told or request.method == "HEAD":
        return
    file = f"feed-{found.id}"
    known = clients_told(file, day_begins(present))
    if client not in known and len(known) < LINES_A_DAY:
        wanted = shortened(EventFilter.from_query(found.query).for_history())
        more = {"client": client}
        tell(FileNote("calendar feed", file, wanted, edition.entries, more=more))
    _told[key] = None
    while len(_told) > MOST_KNOWN:
        _told.popitem(last=False)


def answer(asked: FeedAsked, edition: Edition, changed_at: datetime) -> Response:
    """Return 304 when the client has this edition, else the file, packed only when asked."""
    etag = edition.etag + ("-gzip" if is_packed() else "")
    response: Response
    if is_known(edition.etag, changed_at):
        response = FeedAnswer(status=304)
    elif request.method == "HEAD" and not is_packed():
        response = FeedAnswer(content_type=CONTENT_TYPE)
        response.content_length = length(asked.feed.name, edition)
    else:
        response = whole_feed(asked, edition)
    response.set_etag(etag)
    response.last_modified = changed_at
    if current_app.config["RAPPORT_FEED_COMPRESSION"] == "yes":
        response.vary.add("Accept-Encoding")
    return response


def is_packed() -> bool:
    """Say whether the client asked for gzip and the office has not switched it off."""
    is_on = current_app.config["RAPPORT_FEED_COMPRESSION"] == "yes"
    return is_on and request.accept_encodings["gzip"] > 0


def is_known(etag: str, changed_at: datetime) -> bool:
    """Say whether the client has this edition: If-None-Match wins (RFC 9110 13.2.2)."""
    if "If-None-Match" in request.headers:
        known = request.if_none_match
        return known.contains_weak(etag) or known.contains_weak(f"{etag}-gzip")
    since = request.if_modified_since  # None when it cannot be read: then 200
    return since is not None and changed_at <= since


def file_head(name: str) -> bytes:
    """Return everything before the first entry."""
    return calendar([b""], name=name, refresh=True).removesuffix(b"END:VCALENDAR\r\n")


def length(name: str, edition: Edition) -> int:
    """Return how many octets the file has, without reading its entries."""
    if not edition.entries:
        return len(calendar([], name=name, refresh=True))
    return len(calendar([b""], name=name, refresh=True)) + edition.octets


def whole_feed(asked: FeedAsked, edition: Edition) -> Response:
    """Return the file with its length; from memory when this edition was asked for before."""
    parts: Sequence[bytes] = ()
    octets = packing.packed(edition.etag)
    if octets is None:
        parts = feed_parts(asked, edition)
        if packing.is_worth_keeping(edition.etag) and edition_queries.is_still(asked, edition):
            octets = packing.pack(parts)
            packing.keep(edition.etag, octets)
    if is_packed():
        return packed_answer(octets or packing.pack(parts))
    body = chunks(parts) if octets is None else packing.unpacked(octets)
    response = FeedAnswer(body, content_type=CONTENT_TYPE)
    response.content_length = length(asked.feed.name, edition) if octets else sum(map(len, parts))
    return response


def packed_answer(octets: bytes) -> Response:
    """Return the packed file."""
    response = FeedAnswer(octets, content_type=CONTENT_TYPE)
    response.headers["Content-Encoding"] = "gzip"
    return response


def feed_parts(asked: FeedAsked, edition: Edition) -> Sequence[bytes]:
    """Return the file in parts, the stored entries between head and tail."""
    bodies: Sequence[bytes]
    if isinstance(edition, PartnerEdition):
        bodies = edition.bodies
    else:
        bodies = edition_queries.bodies(asked, edition)
    if bodies:
        return [file_head(asked.feed.name), *bodies, b"END:VCALENDAR\r\n"]
    return [calendar([], name=asked.feed.name, refresh=True)]


def chunks(parts: Sequence[bytes]) -> Iterator[bytes]:
    """Give the file in pieces of many entries each."""
    for start in range(0, len(parts), CHUNK):
        yield b"".join(parts[start : start + CHUNK])
