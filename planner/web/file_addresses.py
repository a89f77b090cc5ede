"""The addresses of a list’s files, by the filter and order of its page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

OF_A_PAGE = frozenset({"after", "before", "rows", "tick", "count"})
"""Parameters that say which part of a list a page shows, and not what the list is."""


def beside_the_list(blueprint: Blueprint, path: str, view: Callable[[str], Any]) -> None:
    """Give a list's files the list's own path with a suffix: `/nations.csv`."""
    blueprint.record(
        lambda state: state.app.add_url_rule(f"{path}.<suffix>", f"{blueprint.name}.export", view)
    )


def with_query(address: str) -> str:
    """Return an address that asks for the filter and order of this page, whole."""
    pairs = [
        (name, value) for name, value in request.args.items(multi=True) if name not in OF_A_PAGE
    ]
    query = urlencode(pairs)
    return address + (f"?{query}" if query else "")
