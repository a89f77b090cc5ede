"""The calendar pages: a month as a grid, and as an agenda."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from babel import Locale
from babel.dates import format_date
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.calendars import months
from planner.calendars.blueprints import calendars as bp
from planner.calendars.feed_queries import month_start
from planner.calendars.month_queries import MonthEvent, Span, shown_between, spans_between
from planner.choices import Marking
from planner.db import PreciseDate
from planner.events.list.bar import Bar, bar_of
from planner.events.list.filtering import EventFilter
from planner.events.list.name_queries import saved_filters
from planner.text import reading
from planner.web.access import may
from planner.web.day_words import period
from planner.web.intake import NotThere
from planner.web.number_words import locale


@bp.get("/calendar/")
@may("see")
def month() -> ResponseReturnValue:
    """Show a month as a grid of days."""
    first, today, wanted = asked_month(), clock.today(), EventFilter.from_args(request.args)
    weeks = months.weeks_of(first, first_week_day())
    days = (weeks[0][0], weeks[-1][-1])
    events = shown_between(wanted, *days, today, months.MOST_A_DAY)
    spans = spans_between(wanted, *days, today)
    return render_template(
        "calendars/month.html",
        weeks=months.grid(first, weeks, events, spans, today),
        day_names=[format_date(day, "EEE", locale=locale()) for day in weeks[0]],
        **around("calendars.month", first, wanted, events, spans),
    )


@bp.get("/calendar/agenda")
@may("see")
def agenda() -> ResponseReturnValue:
    """Show a month as a list of days."""
    first, today, wanted = asked_month(), clock.today(), EventFilter.from_args(request.args)
    last = month_start(first, 1) - timedelta(days=1)
    events = shown_between(wanted, first, last, today, months.MOST_A_DAY)
    spans = spans_between(wanted, first, last, today)
    return render_template(
        "calendars/agenda.html",
        days=months.agenda(events, spans, first, today),
        **around("calendars.agenda", first, wanted, events, spans),
    )


def asked_month() -> date:
    """Return the first day of the month in the URL, else of this one; 404 when unreadable."""
    asked = request.args.get("month", "")
    if not asked:
        return clock.today().replace(day=1)
    try:
        return reading.month(asked)
    except reading.NotReadable:
        sentence = _("Months lie between 1900 and 2199, such as %(month)s.", month="2030-05")
        raise NotThere(sentence) from None


def first_week_day() -> int:
    """Return on which day weeks begin here; Monday is 0."""
    return int(Locale.parse(locale()).first_week_day)


def around(
    endpoint: str, first: date, wanted: EventFilter, events: list[MonthEvent], spans: list[Span]
) -> dict[str, Any]:
    """Return what both pages show around the days: steps, filter, imprecise events, downloads."""
    query = wanted.to_query()

    def page(day: date | None, target: str = endpoint) -> str:
        url = url_for(target, month=f"{day:%Y-%m}") if day else url_for(target)
        return with_query(url, query)

    return {
        "title": str(format_date(first, "LLLL y", locale=locale())),
        "first": first,
        "previous_url": page(month_start(first, -1)),
        "next_url": page(month_start(first, 1)),
        "today_url": page(None),
        "month_url": page(first, "calendars.month"),
        "agenda_url": page(first, "calendars.agenda"),
        "imprecise": (imprecise := [(one, words(one)) for one in months.imprecise(events, first)]),
        "more_imprecise": months.number_imprecise(spans, first) - len(imprecise),
        "imprecise_url": imprecise_url(wanted, first),
        "action": url_for(endpoint),
        "bar": bar_here(wanted, endpoint, first),
        "query": query,
        "wanted": wanted,
        "saved": [
            (name, with_query(url_for(endpoint, month=f"{first:%Y-%m}"), q))
            for _key, name, q in saved_filters()
        ],
        "download_url": with_query(url_for("calendars.export"), query),
        "subscribe_url": with_query(url_for("feeds.new"), query),
        "page_marking": max((event.marking for event in events), default=Marking.PUBLIC),
        "words": words,
        "day_url": partial(day_url, wanted),
    }


def day_url(wanted: EventFilter, day: date) -> str:
    """Return the address of the list of what happens on a day, by the filter of this page."""
    on_it = replace(wanted, since=day, until=day)
    return with_query(url_for("events.index"), f"{on_it.to_query()}&sort=day")


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
