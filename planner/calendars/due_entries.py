"""What the user of a feed owes, as all-day entries of it."""

from uuid import NAMESPACE_OID, uuid5

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.subscription_queries import Subscription
from planner.outcomes.due_queries import due_between
from planner.presenters.as_ics import NEVER, VEvent
from planner.shapes.due_item import DueItem
from planner.web.addresses import absolute


def due_entries(asked: FeedAsked) -> list[VEvent]:
    """Return what the feed’s user owes within its days, as far as they may see it now.

    What is done is owed no more and leaves; a late item stands on the day it was due.
    """
    with force_locale(current_app.config["RAPPORT_LOCALE"]):
        window = asked.window
        found, _cut = due_between(window.first, window.last, asked.feed.viewer)
        return [due_entry(item, asked) for item in found]


def due_entry(item: DueItem, asked: FeedAsked) -> VEvent:
    """Return one item as an entry, of which is told what the office lets calendars tell."""
    told = asked.told if is_sensitive(item.marking) else Audience.FULL
    return VEvent(
        uid=uid_of(item, asked.feed),
        sequence=item.revision,
        modified_at=NEVER,
        summary=_("Work due") if told is Audience.BUSY else f"{item.step}: {item.title}",
        starts=item.due_on,
        ends=item.due_on,
        description=words(item, told),
        url="" if told is Audience.BUSY else address_of(item.href),
        categories=(str(_("Work due")),),
        transparent=True,
    )


def words(item: DueItem, told: Audience) -> str:
    """Return what it belongs to and its marking, as far as it is told."""
    if told is Audience.BUSY:
        return ""
    marking = f"{_('Marking')}: {item.marking.label} · {_('Not for classified content')}"
    return f"{item.detail}\n{marking}" if told is Audience.FULL else marking


def address_of(path: str) -> str:
    """Return where it is read; empty when the office has not set its public address."""
    return absolute(path) if current_app.config["RAPPORT_BASE_URL"] else ""


def uid_of(item: DueItem, feed: Subscription) -> str:
    """Return the UID by which this feed knows an item, whatever day or title it has.

    The rows have none of their own. The feed’s moment keeps two offices apart.
    """
    named = f"{feed.id} {feed.created_at.isoformat()} {item.source} {item.row_id}"
    return str(uuid5(NAMESPACE_OID, named))
