"""The media log of events and nations."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.outcomes.models import MediaItem
from planner.outcomes.of_nation import place
from planner.outcomes.report_queries import any_report_of
from planner.shapes.base import Misfit
from planner.shapes.media_item import MediaAnswered, WrittenMediaItem
from planner.shapes.writing import fill
from planner.terms.checks import check_term
from planner.terms.models import Theme
from planner.viewers import Viewer
from planner.web.undoing import restored


def log_media_item(
    event: Event | None, written: WrittenMediaItem, *, viewer: Viewer, today: date
) -> MediaItem:
    """Log a publication about an event, or about a nation alone."""
    check_keeper(viewer)
    item = MediaItem(event=event)
    write_media_item(item, written, viewer=viewer, today=today)
    db.session.add(item)
    say_there_is_some(event)
    return item


def change_media_item(
    item: MediaItem, written: WrittenMediaItem, *, viewer: Viewer, today: date
) -> MediaItem:
    """Change what is known of a publication."""
    check_keeper(viewer)
    write_media_item(item, written, viewer=viewer, today=today)
    return item


def write_media_item(
    item: MediaItem, written: WrittenMediaItem, *, viewer: Viewer, today: date
) -> None:
    """Check and set what is known of a publication."""
    place(item, item.event, written, viewer)
    fill(item, written, but={"nation_code", "marking", "theme_codes"})
    carry_themes(item, written.theme_codes)
    if item.published_on > today:
        raise RuleBroken(_("The day of publication lies in the future."))
    check_answer(item, today)


def answer_media_item(
    item: MediaItem, answered: MediaAnswered, *, viewer: Viewer, today: date
) -> MediaItem:
    """Note how a critical publication was answered, or why it was let be."""
    check_keeper(viewer)
    if not item.is_critical:
        raise RuleBroken(_("Only a critical publication is owed an answer."))
    fill(item, answered)
    check_answer(item, today)
    return item


def check_answer(item: MediaItem, today: date) -> None:
    """Refuse an answer on no day or on an impossible one, and letting be without a word."""
    if item.answered_on is None:
        if item.answer_way is not None or item.answer:
            raise Misfit({"answered_on": _("Enter the day of the answer")})
        return
    if item.answered_on > today:
        raise RuleBroken(_("The day of the answer lies in the future."))
    if item.answered_on < item.published_on:
        raise RuleBroken(_("It cannot have been answered before it was published."))
    if item.answer_way and item.answer_way.asks_for_words and not item.answer.strip():
        raise Misfit({"answer": _("Say why it is let be")})


def carry_themes(item: MediaItem, codes: Iterable[str]) -> None:
    """Give a publication the themes that its message carries."""
    had = item.theme_codes
    for code in codes:
        check_term(Theme, code, "theme_codes", *had)
    found = [db.session.get(Theme, code) for code in dict.fromkeys(codes)]
    item.themes = [theme for theme in found if theme is not None]


def remove_media_item(item: MediaItem, *, viewer: Viewer) -> MediaItem:
    """Take a publication off the log."""
    check_keeper(viewer)
    db.session.delete(item)
    return item


@restored("media_item")
def restored_media_item(item: MediaItem, viewer: Viewer) -> None:
    """With a publication that came back its event has some."""
    check_keeper(viewer)
    say_there_is_some(item.event)


def say_there_is_some(event: Event | None) -> None:
    """Take back what a report said: that nothing was published."""
    if event is not None and (report := any_report_of(event)) and report.has_no_media:
        report.has_no_media = False


def check_keeper(viewer: Viewer) -> None:
    """Raise NotAllowed for a role that does not keep the media log."""
    viewer.require("report", _("Your role does not keep the media log."))
