"""Panels: how a higher room shows its rows on a lower room's page."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from flask import Flask, render_template
from markupsafe import Markup

Panel = Callable[[Any], tuple[str, dict[str, Any]] | None]
_panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)


def panel(page: str, order: int = 50) -> Callable[[Panel], Panel]:
    """Register a function that returns a template and its context for a page's subject.

    Pages: nation, organisation, institution, programme, person, objective, plan, event,
    approval (of an event and today), desk, desk_top, desk_aside.
    """

    def register(function: Panel) -> Panel:
        _panels[page].append((order, function))
        _panels[page].sort(key=lambda pair: pair[0])
        return function

    return register


def render_panels(page: str, subject: object = None) -> Markup:
    """Return the panels of a page, rendered in their order."""
    parts = []
    for _order, function in _panels[page]:
        if shown := function(subject):
            template, context = shown
            parts.append(render_template(template, **context))
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - templates escaped it


def init_panels(app: Flask) -> None:
    """Give templates `panels(page, subject)`."""
    app.jinja_env.globals["panels"] = render_panels
