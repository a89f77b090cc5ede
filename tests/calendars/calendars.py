"""What the tests of this room share: subscriptions, and files that were parsed and linted."""

from icalendar import Calendar

from planner.calendars.actions import create_feed
from planner.calendars.affected_queries import every_event_id
from planner.calendars.audiences import Audience
from planner.calendars.models import CalendarEntry
from planner.calendars.rendering import refresh
from planner.choices import Role
from planner.db import db
from planner.shapes.feed import WrittenFeed
from planner.viewers import EVERYTHING, acting_as
from tests.factories import NOW, make_user
from tests.presenters.ics_lint import lint


def make_feed(user=None, query="", name="My events"):
    """Return a subscription and the address that programs fetch."""
    user = user or make_user(roles=[Role.VIEWER])
    issued = create_feed(WrittenFeed(name=name, query=query), viewer=user.as_viewer, now=NOW)
    db.session.commit()
    return issued.feed, f"/f/{issued.token}.ics"


def rebuild(session, *, now):
    """Render every event anew at once; return how many entries differed."""
    with acting_as(session, EVERYTHING):
        return refresh(session, every_event_id(session), now=now)


def stored(event):
    """Return the event's entry as it lies in the database now."""
    db.session.commit()
    db.session.expire_all()
    return db.session.get(CalendarEntry, (event.id, Audience.FULL))


def parsed(octets):
    """Return the events of a file that no client may stumble over."""
    assert lint(octets) == []
    return list(Calendar.from_ical(octets).walk("VEVENT"))


def titles(octets):
    return sorted(str(event["SUMMARY"]) for event in parsed(octets))
