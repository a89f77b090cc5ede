"""The calendar page of what falls due: reports, later looks, follow-ups, day by day."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_date
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.calendars.blueprints import calendars as bp
from planner.calendars.month_views import asked_month
from planner.calendars.windows import month_start
from planner.outcomes.due_queries import MOST, due_between
from planner.outcomes.queries import highest
from planner.shapes.due_item import DueItem
from planner.web.access import may, viewer
from planner.web.intake import NotThere
from planner.web.language import locale


@bp.get("/calendar/due")
@may("see")
def due() -> ResponseReturnValue:
    """Show what is still owed by the days of a month: by the viewer, or by everybody."""
    first, is_all = asked_month(), is_everybodys(request.args.get("whose", ""))
    last = month_start(first, 1) - timedelta(days=1)
    items, cut = due_between(first, last, None if is_all else viewer())
    return render_template(
        "calendars/due.html",
        title=str(format_date(first, "LLLL y", locale=locale())),
        days=by_day(items),
        cut=cut,
        most=MOST,
        is_all=is_all,
        today=clock.today(),
        page_of=lambda step: page_of(month_start(first, step), is_all=is_all),
        whose_url=lambda wanted: page_of(first, is_all=wanted),
        month_url=url_for("calendars.month", month=f"{first:%Y-%m}"),
        agenda_url=url_for("calendars.agenda", month=f"{first:%Y-%m}"),
        now_url=page_of(None, is_all=is_all),
        page_marking=highest(items),
    )


def is_everybodys(whose: str) -> bool:
    """Say whether what everybody owes is asked for; 404 for what is neither that nor one’s own."""
    if whose not in ("", "all"):
        raise NotThere(_("Ask for what you owe, or for what everybody owes."))
    return whose == "all"


def page_of(month: date | None, *, is_all: bool) -> str:
    """Return the address of the page for a month, this one when none is named."""
    month_text = f"{month:%Y-%m}" if month else None
    return url_for("calendars.due", month=month_text, whose="all" if is_all else None)


def by_day(items: Iterable[DueItem]) -> list[tuple[date, list[DueItem]]]:
    """Return the items under their days; they come in the order of the days."""
    return [(day, list(rows)) for day, rows in groupby(items, key=lambda item: item.due_on)]
