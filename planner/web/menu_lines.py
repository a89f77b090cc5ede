"""The lines of the menu for somebody’s roles, made once for each."""

from functools import lru_cache

from flask import Flask

from planner.choices import Role
from planner.viewers import PERMISSIONS
from planner.web.addresses import address
from planner.web.menu import MENU


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
