"""The answer to a program that fetches a feed: the file, packed or plain, or that it is known."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Response, current_app, request
from werkzeug.datastructures import Headers

from planner.calendars import edition_queries, packing
from planner.calendars.edition_queries import Edition
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.feed_parts import chunks, feed_parts, length
from planner.calendars.ics_views import CONTENT_TYPE

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class FeedAnswer(Response):
    """An answer whose 304 repeats Last-Modified, which Werkzeug would drop (CALENDAR 21)."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers to send."""
        headers = super().get_wsgi_headers(environ)
        if "Last-Modified" in self.headers:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


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
        response = whole_feed(asked, edition, changed_at)
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


def whole_feed(asked: FeedAsked, edition: Edition, changed_at: datetime) -> Response:
    """Return the file with its length; from memory when this edition was asked for before."""
    parts: Sequence[bytes] = ()
    # What is due is stamped with the moment, and a feed may come back to what it held before.
    key = f"{edition.etag}-{changed_at.timestamp():.0f}" if edition.due else edition.etag
    octets = packing.packed(key)
    if octets is None:
        parts = feed_parts(asked, edition, changed_at)
        if packing.is_worth_keeping(key) and edition_queries.is_still(asked, edition):
            octets = packing.pack(parts)
            packing.keep(key, octets)
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
