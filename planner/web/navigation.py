"""The menu as a page shows it to whoever is looking."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_babel import get_locale

from planner.web.access import viewer
from planner.web.addresses import address, here, home, link
from planner.web.menu_counts import _counters
from planner.web.menu_lines import lines
from planner.web.menu_places import current_endpoint, place_words


@dataclass(frozen=True)
class Item:
    """A menu line as a page shows it."""

    url: str
    label: str
    is_current: bool
    count: int | None


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


def init_navigation(app: Flask) -> None:
    """Give templates `navigation()`, `here_url()` and the addresses that base.html links."""

    app.jinja_env.globals.update(here_url=here, url_for=link)

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
