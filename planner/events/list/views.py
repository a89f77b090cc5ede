"""The page of the event list."""

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.clock import today
from planner.events.blueprint import bp
from planner.events.list import (
    bulk_views,  # noqa: F401 - their pages join the blueprint
    export_views,  # noqa: F401 - their pages join the blueprint
    filter_views,  # noqa: F401 - their pages join the blueprint
)
from planner.events.list.asked_views import asked_filter
from planner.events.list.bar import bar_of
from planner.events.list.columns import EVENTS, highest
from planner.events.list.file_views import asked_sort
from planner.events.list.links import (
    download_links,
    list_url,
    partners_offered,
    plan_url,
    sort_links,
)
from planner.events.list.name_queries import saved_filters
from planner.events.list.orders import DEFAULT_SORT
from planner.events.list.queries import COUNTED, event_page, total_of
from planner.events.list.table import body
from planner.events.release.words import LEFT_OUT
from planner.web.access import may
from planner.web.paging import Page, asked_keys, url_with
from planner.web.tables import PRESENTERS


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show the events that the filter in the URL stands for."""
    wanted, sort = asked_filter(), asked_sort()
    columns = EVENTS.page_columns
    page = event_page(wanted, today(), columns=columns, sort=sort, **asked_keys())
    is_ticked = request.args.get("tick") == "all"
    is_counted = is_short = (page.total or 0) <= COUNTED
    total = page.total
    if not is_counted and request.args.get("count") == "all":
        total, is_counted = total_of(wanted, today()), True
    query = wanted.to_query()
    context: dict[str, Any] = {
        "page": Page(replace(page, total=total), None if is_counted else COUNTED),
        "columns": columns,
        "body": body(page.items, columns, is_ticked=is_ticked),
        "total": total,
        "counted": COUNTED,
        "is_counted": is_counted,
        "bar": bar_of(wanted, sort if sort != DEFAULT_SORT else None),
        "wanted": wanted,
        "query": query,
        "sorts": sort_links(sort, query),
        "plan_url": plan_url(wanted),
        "count_url": list_url(query, sort=sort, count="all"),
        "downloads": download_links(query, sort),
        "prepared": () if is_short or wanted.partner else PRESENTERS,
        "saved": [(name, list_url(q)) for _key, name, q in saved_filters()],
        "selected_downloads": download_links(""),
        "partners": partners_offered(wanted),
        "left_out": LEFT_OUT,
        "is_ticked": is_ticked,
        "tick_url": url_with(tick=None if is_ticked else "all"),
        "page_marking": highest(page.items),
    }
    return render_template("events/index.html", **context)
