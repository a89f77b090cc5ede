"""The calendar pages: a month as a grid, and as an agenda."""

from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date
from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.calendars import months
from planner.calendars.blueprints import calendars as bp
from planner.calendars.month_frame import around
from planner.calendars.month_links import hints
from planner.calendars.month_queries import shown_between
from planner.calendars.span_queries import spans_between
from planner.calendars.windows import month_start
from planner.events.list.asked_views import asked_filter
from planner.text import reading
from planner.web.access import may
from planner.web.addresses import stem
from planner.web.intake import NotThere
from planner.web.language import locale


@bp.get("/calendar/")
@may("see")
def month() -> ResponseReturnValue:
    """Show a month as a grid of days."""
    first, today, wanted = asked_month(), clock.today(), asked_filter()
    weeks = months.weeks_of(first, first_week_day())
    days = (weeks[0][0], weeks[-1][-1])
    events = shown_between(wanted, *days, today, months.MOST_A_DAY)
    spans = spans_between(wanted, *days, today)
    return render_template(
        "calendars/month.html",
        weeks=months.grid(first, weeks, events, spans, today),
        hints=hints(events),
        show_stem=stem("events.show", "event_id"),
        day_names=[format_date(day, "EEE", locale=locale()) for day in weeks[0]],
        **around("calendars.month", first, wanted, events, spans),
    )


@bp.get("/calendar/agenda")
@may("see")
def agenda() -> ResponseReturnValue:
    """Show a month as a list of days."""
    first, today, wanted = asked_month(), clock.today(), asked_filter()
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
