"""What the month and the agenda show around their days."""

from datetime import date
from typing import Any

from babel.dates import format_date
from flask import url_for

from planner.calendars import month_precision
from planner.calendars.month_links import bar_here, day_urls, imprecise_url, with_query, words
from planner.calendars.month_queries import MonthEvent
from planner.calendars.span_queries import Span
from planner.calendars.windows import month_start
from planner.choices import Marking
from planner.events.list.filtering import EventFilter
from planner.events.list.name_queries import saved_filters
from planner.web.language import locale


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
        "due_url": url_for("calendars.due", month=f"{first:%Y-%m}"),
        "imprecise": (
            imprecise := [(one, words(one)) for one in month_precision.imprecise(events, first)]
        ),
        "more_imprecise": month_precision.number_imprecise(spans, first) - len(imprecise),
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
        "day_url": day_urls(wanted),
    }
