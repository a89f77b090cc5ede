"""Panels: how a higher room shows its rows on a lower room's page."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from planner.shapes.document import Section
from planner.web.markup import joined

Shown = tuple[str, dict[str, Any]]
Panel = Callable[[Any], Shown | None]
_panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)


def panel(page: str, order: int = 50) -> Callable[[Panel], Panel]:
    """Register a function that returns a template and its context for a page's subject.

    `sections` of the context is what the panel says in values: its part of a document.

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
    return drawn(shown_panels(page, subject))


def shown_panels(page: str, subject: object = None) -> list[Shown]:
    """Return what the panels of a page show, in their order, before it is drawn."""
    return [shown for _order, function in _panels[page] if (shown := function(subject))]


def sections_in(shown: Iterable[Shown]) -> tuple[Section, ...]:
    """Return the sections of a document that panels contribute."""
    return tuple(one for _template, context in shown for one in context.get("sections", ()))


def drawn(shown: Iterable[Shown]) -> Markup:
    """Return panels as a page has them; what every template knows is asked once for all."""
    known: dict[str, Any] = {}
    current_app.update_template_context(known)
    find = current_app.jinja_env.get_template
    return joined(find(template).render(known | context) for template, context in shown)


def init_panels(app: Flask) -> None:
    """Give templates `panels(page, subject)`."""
    app.jinja_env.globals["panels"] = render_panels
