"""The note that a feed was fetched, and the line that tells the history of it."""

from collections import OrderedDict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import request
from sqlalchemy.exc import DBAPIError

from planner import clock
from planner.calendars.edition_queries import Edition
from planner.calendars.fetch_actions import note_fetch
from planner.calendars.queries import clients_told
from planner.calendars.subscription_queries import Subscription
from planner.connections import short_wait
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.officetime import day_begins
from planner.troubles import trouble_of
from planner.web.file_notes import FileNote, shortened, tell
from planner.web.log_commits import commit_log

if TYPE_CHECKING:
    pass


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
