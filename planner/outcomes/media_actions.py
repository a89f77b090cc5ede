"""The media log of an event."""

from datetime import date

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.outcomes.models import MediaItem
from planner.outcomes.report_queries import any_report_of
from planner.shapes.media_item import WrittenMediaItem
from planner.shapes.writing import fill
from planner.viewers import Viewer


def log_media_item(
    event: Event, written: WrittenMediaItem, *, viewer: Viewer, today: date
) -> MediaItem:
    """Log a publication about an event."""
    viewer.require("report", _("Your role does not keep the media log."))
    item = MediaItem(event=event)
    write_media_item(item, written, today=today)
    db.session.add(item)
    if (report := any_report_of(event)) and report.has_no_media:
        report.has_no_media = False
    return item


def change_media_item(
    item: MediaItem, written: WrittenMediaItem, *, viewer: Viewer, today: date
) -> MediaItem:
    """Change what is known of a publication."""
    viewer.require("report", _("Your role does not keep the media log."))
    write_media_item(item, written, today=today)
    return item


def write_media_item(item: MediaItem, written: WrittenMediaItem, *, today: date) -> None:
    """Check and set what is known of a publication."""
    fill(item, written)
    if item.published_on > today:
        raise RuleBroken(_("The day of publication lies in the future."))
    if item.answered_on and item.answered_on > today:
        raise RuleBroken(_("The day of the answer lies in the future."))
    if item.answered_on and item.answered_on < item.published_on:
        raise RuleBroken(_("It cannot have been answered before it was published."))


def remove_media_item(item: MediaItem, *, viewer: Viewer) -> MediaItem:
    """Take a publication off the log."""
    viewer.require("report", _("Your role does not keep the media log."))
    db.session.delete(item)
    return item
