"""The event list and its downloads."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now, today
from planner.errors import RuleBroken
from planner.events.blueprint import bp
from planner.events.list import (
    bulk_views,  # noqa: F401 - their pages join the blueprint
    filter_views,  # noqa: F401 - their pages join the blueprint
)
from planner.events.list.bar import bar_of
from planner.events.list.columns import EVENTS, highest
from planner.events.list.file_views import asked_sort
from planner.events.list.filtering import EventFilter
from planner.events.list.name_queries import saved_filters
from planner.events.list.queries import (
    COUNTED,
    DEFAULT_SORT,
    ORDERS,
    event_page,
    total_of,
    whole_list,
)
from planner.events.list.table import body
from planner.events.list.words import ListWords
from planner.events.release.columns import partner_list
from planner.events.release.rule import check_partner
from planner.events.release.words import LEFT_OUT
from planner.partners.queries import nation_choices
from planner.web.access import may, viewer
from planner.web.lists.files import respond_list
from planner.web.nationnames import own_codes, partner_codes
from planner.web.paging import Page, asked_keys, url_with
from planner.web.tables import PRESENTERS, beside_the_list


def list_url(query: str, **more: str) -> str:
    """Return the address of the list with a filter."""
    full = "&".join(part for part in (query, urlencode(more)) if part)
    return url_for("events.index") + (f"?{full}" if full else "")


def sort_links(sort: str, query: str) -> dict[str, tuple[str, str]]:
    """Return, by order, the link that sorts by it or turns it round, and its aria-sort."""
    found = {}
    for name in ORDERS:
        turned = "day" if sort == "-day" else "-day" if name == "day" else name
        if name != "day":
            turned = f"-{name}" if sort == name else name
        is_current = sort.removeprefix("-") == name
        direction = "descending" if sort.startswith("-") else "ascending"
        found[name] = (list_url(query, sort=turned), direction if is_current else "")
    return found


def download_links(query: str, sort: str = DEFAULT_SORT) -> list[tuple[str, str]]:
    """Return the downloads of exactly what is filtered, in the order of the list."""
    order = urlencode({"sort": sort}) if sort != DEFAULT_SORT else ""
    full = "&".join(filter(None, (query, order)))
    found = [
        (suffix.upper(), url_for("events.export", suffix=suffix) + (f"?{full}" if full else ""))
        for suffix in PRESENTERS
    ]
    if "calendars.export" in current_app.view_functions:
        found.append(("ICS", url_for("calendars.export") + (f"?{query}" if query else "")))
    return found


def partners_offered(wanted: EventFilter) -> dict[str, str]:
    """Return the nations for which files can be made here, by name."""
    codes = {*partner_codes(), *filter(None, (wanted.partner, wanted.releasable))}
    return nation_choices(codes - own_codes())


def plan_url(wanted: EventFilter) -> str:
    """Return the address of the form of a new event; of a list of one day, on that day."""
    is_one_day = wanted.since is not None and wanted.since == wanted.until
    address = url_for("events.new")
    return f"{address}?from={wanted.since}" if is_one_day else address


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show the events that the filter in the URL stands for."""
    wanted, sort = EventFilter.from_args(request.args), asked_sort()
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


@may("see")
def export(suffix: str) -> Response:
    """Download every event that the filter stands for, in the order of the list."""
    wanted = EventFilter.from_args(request.args)
    if suffix not in PRESENTERS:
        abort(404)
    if wanted.problems:
        raise RuleBroken(" ".join(wanted.problems))
    listed, sort, nation = EVENTS, asked_sort(), ""
    if wanted.partner:
        nation = check_partner(wanted.partner, viewer())
        listed, sort = partner_list(nation), DEFAULT_SORT
    rows = whole_list(wanted, today(), listed.file_columns, sort, nation)
    told = wanted.for_history()
    return respond_list(listed, rows, suffix, about=ListWords(), as_of=now(), filter_text=told)


beside_the_list(bp, "/events", export)
