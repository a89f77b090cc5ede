"""The frame around every page: drawn once for each language and role, and filled for its viewer.

A macro of `macros/frame.html` draws a part from code, language and roles alone, so it is kept;
where something of the viewer's belongs, it leaves a hole.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import Flask, request
from flask_login import current_user
from markupsafe import Markup, escape

from planner.db import in_the_present
from planner.web.access import viewer
from planner.web.addresses import this_app
from planner.web.language import locale
from planner.web.markup import element, joined
from planner.web.masked_tokens import masked_token
from planner.web.menu_counts import _counters
from planner.web.menu_lines import lines
from planner.web.menu_places import current_endpoint

HOLE = "\0"
"""Stands before and after the name of a hole; no text that anybody types has it."""


def hole(name: str) -> str:
    """Return a place that is filled for each page anew."""
    return f"{HOLE}{name}{HOLE}"


@lru_cache(maxsize=512)
def _part(
    app: Flask, _root: str, _language: str, macro: str, values: tuple[Any, ...]
) -> tuple[str, ...]:
    """Return what a macro draws of values, cut at its holes: texts and names by turns."""
    draw = getattr(app.jinja_env.get_template("macros/frame.html").module, macro)
    return tuple(draw(*values).split(HOLE))


def part(macro: str, *values: Any) -> tuple[str, ...]:
    """Return a part of the frame; while templates are worked on, it is drawn anew."""
    app = this_app()
    draw = _part.__wrapped__ if app.debug else _part
    return draw(app, request.script_root, locale(), macro, values)


def frame_part(macro: str, *values: Any) -> Markup:
    """Return a part without holes."""
    return joined(part(macro, *values))


def frame_top(quick_log_url: str | None) -> Markup:
    """Return the bar and the rail with menu, search and account, as the viewer has them."""
    sections = lines(this_app(), request.script_root, locale(), viewer().roles)
    roles = current_user.role_set if current_user and current_user.is_authenticated else None
    parts = part("frame_top", sections, current_endpoint(), quick_log_url, roles)
    return filled(parts, holes(parts[1::2]))


def holes(names: tuple[str, ...]) -> Mapping[str, str]:
    """Return what fills holes: who is signed in, their token, and what waits for them."""
    with in_the_present():
        found = {name: count_of(name) for name in set(names) & _counters.keys()}
    if "user" in names:
        found |= {"user": escape(current_user.name), "token": escape(masked_token())}
    return found


def count_of(endpoint: str) -> str:
    """Return the number of what waits behind an item of the menu; nothing for none."""
    number = _counters[endpoint]()
    return f" {element('span', str(number), css='n')}" if number else ""


def filled(parts: tuple[str, ...], values: Mapping[str, str]) -> Markup:
    """Return a part with its holes filled."""
    return joined(
        values[text] if is_hole else text
        for text, is_hole in zip(parts, (False, True) * len(parts), strict=False)
    )


def init_frame(app: Flask) -> None:
    """Give templates the parts of the frame."""
    app.jinja_env.globals.update(
        frame_top=frame_top,
        frame_part=frame_part,
        hole=hole,
        is_counted=_counters.__contains__,
    )
