"""New events made of old ones: a copy, the next edition, a cancelled event revived."""

import re
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import EventState
from planner.db import db
from planner.errors import RuleBroken
from planner.events.actions import plan_event
from planner.events.entries import PlaceEntry
from planner.events.models import Event
from planner.events.periods import Period, a_year_later
from planner.events.queries import edition_after
from planner.events.writing import COLUMNS, stored_rows
from planner.viewers import Viewer

LAST_NUMBER = re.compile(r"(\d+)(st|nd|rd|th)?(?!.*\d)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
NO_DAYS = {"starts_on": None, "ends_on": None, "start_time": None, "end_time": None}


def plan_of(event: Event) -> dict[str, Any]:
    """Return what a new event takes over: the plan, not who came and what it cost."""
    kept = {name: getattr(event, name) for name in COLUMNS if name != "owner_id"}
    return kept | stored_rows(event) | {"details": dict(event.details)}


def copy_event(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Make a concept like an event, without its days, attendance and what was approved."""
    copy = plan_event(**(plan_of(event) | NO_DAYS), viewer=viewer, now=now)
    copy.copied_from_id = event.id
    take_planned_headcounts(copy, event)
    return copy


def next_edition(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Make the concept of the next edition: a year later, the host alternating.

    Links and partners come along with their planned headcounts; participants and the
    summary, which tells of the old edition, do not. Raises RuleBroken when the next
    edition is there already.
    """
    if there := edition_after(event):
        raise RuleBroken(_("The next edition is there already: “%(title)s”.", title=there.title))
    first, last = event.actual_starts_on or event.starts_on, event.actual_ends_on or event.ends_on
    moved = a_year_later(Period(first, last, event.date_precision))
    plan = plan_of(event) | {"starts_on": moved.starts_on, "ends_on": moved.ends_on}
    plan |= {"edition": next_number(event.edition), "title": next_title(event.title)}
    plan["summary"] = ""
    host = next_host(event)
    if host != event.host_code:
        plan |= {"host_code": host, "places": [PlaceEntry(nation_code=host)]}
    edition = plan_event(**plan, viewer=viewer, now=now)
    edition.copied_from_id = event.id
    take_planned_headcounts(edition, event)
    return edition


def revive_event(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Make a concept of a cancelled event, which then names it as its replacement."""
    if event.state is not EventState.CANCELLED:
        raise RuleBroken(_("Only a cancelled event is revived. Copy this one instead."))
    copy = copy_event(event, viewer=viewer, now=now)
    if event.replaced_by_id is None:
        db.session.flush()  # gives the copy its key
        event.replaced_by_id = copy.id
    return copy


def take_planned_headcounts(copy: Event, event: Event) -> None:
    """Take over each nation's role and planned headcount."""
    before = {row.nation_code: row for row in event.partners}
    for row in copy.partners:
        if old := before.get(row.nation_code):
            row.role, row.headcount_planned = old.role, old.headcount_planned


def next_number(edition: str) -> str:
    """Return an edition's name with its last number one higher: 20th is followed by 21st."""

    def counted_on(found: re.Match[str]) -> str:
        number = int(found[1]) + 1
        return ordinal(number) if found[2] else str(number)

    return LAST_NUMBER.sub(counted_on, edition, count=1)


def ordinal(number: int) -> str:
    """Return a number as an English ordinal: 21st, 112th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def next_title(title: str) -> str:
    """Return a title with the year in it one higher, and the ordinal if it has one."""
    title = YEAR.sub(lambda found: str(int(found[0]) + 1), title)
    return ORDINAL.sub(lambda found: ordinal(int(found[1]) + 1), title)


def next_host(event: Event) -> str | None:
    """Return the nation whose turn it is: the other one of two, or the next by code.

    With more than two nations the host stays unless the programme alternates.
    """
    codes = sorted(row.nation_code for row in event.partners)
    alternates = event.programme is not None and event.programme.is_host_alternating
    if event.host_code not in codes or not (len(codes) == 2 or (alternates and codes)):
        return event.host_code
    return codes[(codes.index(event.host_code) + 1) % len(codes)]
