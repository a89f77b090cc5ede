"""The links and words of the calendar pages, by the filter of the page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from flask import url_for

from planner.calendars.month_queries import MonthEvent
from planner.calendars.windows import month_start
from planner.choices import EventState
from planner.db import PreciseDate
from planner.events.list.bar import Bar, bar_of
from planner.events.list.filtering import EventFilter
from planner.web.day_words import period
from planner.web.labels import labels


def day_urls(wanted: EventFilter) -> Callable[[date], str]:
    """Return what gives the address of the list of a day, by the filter of this page.

    Addresses of days differ in the day alone, so they are built once.
    """
    asked, on_it = "from={0}&to={0}", replace(wanted, since=date.max, until=date.max)
    whole = with_query(url_for("events.index"), f"{on_it.to_query()}&sort=day")
    before, after = whole.split(asked.format(date.max))
    return lambda day: f"{before}{asked.format(day)}{after}"


def imprecise_url(wanted: EventFilter, first: date) -> str:
    """Return the address of the list of what may happen in a month, on a day not known yet."""
    last = month_start(first, 1) - timedelta(days=1)
    flags = tuple(dict.fromkeys((*wanted.flags, "imprecise")))
    return with_query(
        url_for("events.index"),
        f"{replace(wanted, since=first, until=last, flags=flags).to_query()}&sort=day",
    )


def with_query(url: str, query: str) -> str:
    """Return an address with more in its query."""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def words(event: MonthEvent) -> str:
    """Return the period of an event as exactly as it is known."""
    return period(
        PreciseDate(event.first, event.precision), PreciseDate(event.last, event.precision)
    )


def hints(events: Sequence[MonthEvent]) -> dict[int, str]:
    """Return by event what its chips say beyond their title, made once for all of its days."""
    states = labels(EventState)
    return {one.id: f"{one.title} · {words(one)} · {states[one.state]}" for one in events}


def bar_here(wanted: EventFilter, endpoint: str, first: date) -> Bar:
    """Return the list's filter bar, leading to this page and keeping its month."""
    bar = bar_of(wanted, None)
    there = url_for("events.index")
    here = url_for(endpoint, month=f"{first:%Y-%m}")
    chips = [
        replace(chip, href=with_query(here, chip.href.removeprefix(there).removeprefix("?")))
        for chip in bar.chips
    ]
    return replace(bar, chips=chips, kept=[*bar.kept, ("month", f"{first:%Y-%m}")])
