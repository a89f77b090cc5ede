"""The links of the event list: its orders, its downloads, a new event on its day."""

from urllib.parse import urlencode

from flask import current_app

from planner.events.list.filtering import EventFilter
from planner.events.list.orders import DEFAULT_SORT, ORDERS
from planner.partners.queries import nation_choices
from planner.web.addresses import address
from planner.web.nationnames import own_codes, partner_codes
from planner.web.tables import file_links


def list_url(query: str, **more: str) -> str:
    """Return the address of the list with a filter."""
    full = "&".join(part for part in (query, urlencode(more)) if part)
    return address("events.index") + (f"?{full}" if full else "")


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
    found = file_links("events.export", full)
    if "calendars.export" in current_app.view_functions:
        found.append(("ICS", address("calendars.export") + (f"?{query}" if query else "")))
    return found


def partners_offered(wanted: EventFilter) -> dict[str, str]:
    """Return the nations for which files can be made here, by name."""
    codes = {*partner_codes(), *filter(None, (wanted.partner, wanted.releasable))}
    return nation_choices(codes - own_codes())


def plan_url(wanted: EventFilter) -> str:
    """Return the address of the form of a new event; of a list of one day, on that day."""
    is_one_day = wanted.since is not None and wanted.since == wanted.until
    new = address("events.new")
    return f"{new}?from={wanted.since}" if is_one_day else new
