"""The days of nations, and how near they are to an event, in words."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.shapes.document import Note
from planner.ways.days import SensitiveDay
from planner.ways.models import Way
from planner.web.day_words import period, written
from planner.web.nationnames import nation_name

OF_THE_YEAR = "d MMMM"


def days_of(way: Way) -> str:
    """Return when a row of days falls: “14 July each year”, “20–22 Mar 2026 (expected)”."""
    if way.first_on is None or way.last_on is None:
        return ""
    said = yearly(way.first_on, way.last_on) if way.is_yearly else period(way.first_on, way.last_on)
    return str(_("%(days)s (expected)", days=said)) if way.is_expected else said


def yearly(first: date, last: date) -> str:
    """Return days without their year."""
    begins, ends = (written(day, OF_THE_YEAR) for day in (first, last))
    if begins == ends:
        return str(_("%(day)s each year", day=begins))
    if first.month == last.month:
        begins = str(first.day)
        return str(_("%(first)s–%(last)s each year", first=begins, last=ends))
    return str(_("%(first)s – %(last)s each year", first=begins, last=ends))


def told_of(way: Way) -> str:
    """Return what a row says, with its days, its limit and its source."""
    said = [f"{days}: {way.text}" if (days := days_of(way)) else way.text]
    if way.gift_limit:
        said.append(str(_("Limit: %(limit)s.", limit=way.gift_limit)))
    if way.source:
        said.append(f"({way.source})")
    return " ".join(said)


def notes_of_ways(ways: Sequence[Way]) -> tuple[Note, ...]:
    """Return rows of one nation as texts under their kinds, in the order in which they come."""
    by_kind: dict[object, list[str]] = {}
    for way in ways:
        by_kind.setdefault(way.kind.label, []).append(told_of(way))
    return tuple(Note(str(label), "\n".join(said)) for label, said in by_kind.items())


def nearness(found: SensitiveDay) -> str:
    """Return how a day lies to an event."""
    if found.before:
        words = "ends %(num)d day before", "ends %(num)d days before"
        return str(ngettext(*words, found.before))
    if found.after:
        return str(ngettext("%(num)d day after", "%(num)d days after", found.after))
    return str(_("falls into the event"))


def day_told(found: SensitiveDay) -> str:
    """Return a day near an event as one line of a warning."""
    line = _("%(nation)s, %(days)s: %(what)s", **day_parts(found))
    return str(line)


def day_parts(found: SensitiveDay) -> dict[str, str]:
    """Return the parts of such a line."""
    days = period(found.first, found.last)
    if found.way.is_expected:
        days = str(_("%(days)s (expected)", days=days))
    return {
        "nation": nation_name(found.way.nation_code),
        "days": days,
        "what": found.way.text.splitlines()[0],
    }
