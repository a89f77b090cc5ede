"""A calendar file that is saved: its head, how much it tells, its way to the reader."""

from flask import Response, current_app
from sqlalchemy.exc import DBAPIError, IntegrityError

from planner import clock
from planner.calendars.audiences import Audience, office_audience, office_setting
from planner.calendars.rendering import retell
from planner.connections import short_wait
from planner.db import db
from planner.troubles import trouble_of
from planner.web.file_notes import FileNote
from planner.web.log_commits import commit_log
from planner.web.tables import respond_file

CONTENT_TYPE = "text/calendar; charset=utf-8"
TOLD = "calendar_told"
"""The setting under which this process last saw every entry stamped."""


def told_here() -> Audience:
    """Return the audience of this office, its entries stamped anew after the setting changed.

    Looked at once a process. A busy database, or another process at the same, leaves that to
    the next fetch: numbers may not have risen yet, but nobody is told more than is allowed.
    """
    if current_app.extensions.get(TOLD) != office_setting():
        try:
            with short_wait(db.session.connection()):
                is_written = retell(db.session(), now=clock.now())
            if is_written:
                commit_log()
            current_app.extensions[TOLD] = office_setting()
        except DBAPIError as error:
            if trouble_of(error) is None and not isinstance(error, IntegrityError):
                raise
            db.session.rollback()
    return office_audience()


def download(octets: bytes, name: str, note: FileNote) -> Response:
    """Return a file to save (CALENDAR 24)."""
    return respond_file(octets, CONTENT_TYPE, f"{name}.ics", note)
