"""The menu, declared in one place, and which item the page belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Flask, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Role
from planner.viewers import PERMISSIONS
from planner.web.access import viewer
from planner.web.addresses import address, here, home


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu: where it leads, its words, who sees it, the paths it covers."""

    endpoint: str
    label: Any
    permission: str = "see"
    covers: tuple[str, ...] = ()


MENU: tuple[tuple[MenuItem, ...], ...] = (
    (
        MenuItem("desk.index", _l("My desk"), covers=("/kept-searches", "/jobs")),
        MenuItem("events.index", _l("Events"), covers=("/events",)),
        MenuItem("calendars.month", _l("Calendar"), covers=("/calendar",)),
        MenuItem("followups.index", _l("Follow-ups"), covers=("/follow-ups",)),
    ),
    (
        MenuItem(
            "objectives.index", _l("Objectives"), covers=("/objectives", "/plans", "/requirements")
        ),
        MenuItem("outcomes.index", _l("Outcomes"), covers=("/outcomes", "/lessons", "/media")),
        MenuItem("reports.coverage", _l("Coverage"), covers=("/reports/coverage",)),
        MenuItem("reports.gaps", _l("Gaps"), covers=("/reports/gaps",)),
        MenuItem("reports.index", _l("Reports"), covers=("/reports",)),
    ),
    (
        MenuItem("nations.index", _l("Nations"), covers=("/nations", "/partner-groups")),
        MenuItem(
            "organisations.index", _l("Organisations"), covers=("/organisations", "/institutions")
        ),
        MenuItem("people.index", _l("People"), "see_people", ("/people",)),
        MenuItem("programmes.index", _l("Programmes"), covers=("/programmes",)),
    ),
    (
        MenuItem("feeds.index", _l("My calendars"), "feed", ("/feeds",)),
        MenuItem("office.edit", _l("Settings"), "edit_catalogue", ("/office",)),
        MenuItem("users.index", _l("Users"), "administer", ("/users", "/outbox")),
        MenuItem("history.index", _l("History"), "administer", ("/history",)),
        MenuItem("help.index", _l("Help"), covers=("/help", "/start")),
    ),
)

Counter = Callable[[], int]
_counters: dict[str, Counter] = {}


@dataclass(frozen=True)
class Item:
    """A menu line as a page shows it."""

    url: str
    label: str
    is_current: bool
    count: int | None


def counts(endpoint: str) -> Callable[[Counter], Counter]:
    """Register the function that counts what waits behind a menu item."""

    def register(counter: Counter) -> Counter:
        _counters[endpoint] = counter
        return counter

    return register


def current_endpoint() -> str | None:
    """Return the endpoint of the item whose path covers this page most closely."""
    best = item_of(request.path)
    return best.endpoint if best else ("desk.index" if request.path == "/" else None)


def item_of(address: str) -> MenuItem | None:
    """Return the item of the menu whose path covers an address most closely."""
    best, length = None, 0
    for item in (item for section in MENU for item in section):
        for path in item.covers:
            if address.startswith(path) and len(path) > length:
                best, length = item, len(path)
    return best


def place_words(address: str) -> str:
    """Return where an address belongs, as the menu calls it."""
    found = item_of(address)
    return str(found.label) if found else str(_("Another page"))


def navigation(app: Flask) -> list[list[Item]]:
    """Return the menu's sections for the viewer."""
    here = current_endpoint()
    shown = lines(app, request.script_root, str(get_locale()), viewer().roles)
    return [
        [
            Item(
                url,
                label,
                endpoint == here,
                _counters[endpoint]() if endpoint in _counters else None,
            )
            for endpoint, url, label in section
        ]
        for section in shown
    ]


@lru_cache(maxsize=256)
def lines(
    app: Flask, _root: str, _language: str, roles: frozenset[Role]
) -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """Return endpoint, address and words of the menu's lines for roles, section by section."""
    found = (
        tuple(
            (item.endpoint, address(item.endpoint), str(item.label))
            for item in section
            if not roles.isdisjoint(PERMISSIONS[item.permission])
            and item.endpoint in app.view_functions
        )
        for section in MENU
    )
    return tuple(section for section in found if section)


def init_navigation(app: Flask) -> None:
    """Give templates `navigation()`, `here_url()` and the addresses that base.html links."""

    app.jinja_env.globals["here_url"] = here

    @app.context_processor
    def menu() -> dict[str, Any]:
        return {
            "place_words": place_words,
            "navigation": lambda: navigation(app),
            "account_url": address("account.show"),
            "sign_out_url": address("account.sign_out"),
            "home_url": home(),
            "search_url": address("search.index"),
            "help_url": address("help.index"),
        }
