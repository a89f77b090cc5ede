"""Panels: how a higher room shows its rows on a lower room's page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from planner.shapes.document import Section
from planner.web.markup import joined

EMPTY_PARTS = "empty_parts"
"""The name in a panel's context under which it says what it leaves out because it is empty."""


@dataclass(frozen=True)
class EmptyPart:
    """A part of a page that holds nothing yet, and where the reader may fill it; none for many."""

    name: str
    href: str = ""


Shown = tuple[str, dict[str, Any]]
"""A template with its context."""
Sections = list[Section]
"""What a panel says in values: its part of a document, which any presenter writes."""
Panel = Callable[[Any], Shown | Sections | None]
_panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)


def panel(page: str, order: int = 50) -> Callable[[Panel], Panel]:
    """Register a function that returns what stands on the page of a subject: sections, or a
    template and its context. The page of a nation is a document and takes sections alone.

    Pages: nation, organisation, institution, programme, person, objective, plan, event, outcome,
    indicator, coordination and people (of an event), for_partner (event and code),
    nation_head and objective_head (one line below the title), nation_actions, event_actions,
    person_actions and nations_actions (buttons; the last of the list), after_action (of an event
    with a report), event_form (of a plan so far), approval (of an event and today), report (of its
    name), desk, desk_top, desk_aside.
    """

    def register(function: Panel) -> Panel:
        _panels[page].append((order, function))
        _panels[page].sort(key=lambda pair: pair[0])
        return function

    return register


def render_panels(page: str, subject: object = None, empty: Sequence[EmptyPart] = ()) -> Markup:
    """Return the panels of a page, rendered in their order.

    Before them stands one line on what is empty: `empty` of the page, and what panels say so of.
    """
    every = [shown for _order, function in _panels[page] if (shown := function(subject))]
    parts = [*empty, *(part for shown in every for part in empty_parts(shown))]
    line = [("macros/_empty_parts.html", {"parts": parts})] if parts else []
    return drawn([*line, *every])


def empty_parts(shown: Shown | Sections) -> Sequence[EmptyPart]:
    """Return what a panel leaves out because nothing stands in it."""
    found: Sequence[EmptyPart] = () if isinstance(shown, list) else shown[1].get(EMPTY_PARTS, ())
    return found


def sections_of(page: str, subject: object) -> tuple[Section, ...]:
    """Return the sections that panels contribute to a document, in their order.

    Raises TypeError for a panel that is drawn by a template: no document can hold it.
    """
    found: list[Section] = []
    for _order, function in _panels[page]:
        shown = function(subject)
        if isinstance(shown, tuple):
            raise TypeError(f"{shown[0]} on the page of a {page} is no section")
        found += shown or ()
    return tuple(found)


def drawn(shown: Iterable[Shown | Sections]) -> Markup:
    """Return panels as a page has them; what every template knows is asked once for all."""
    known: dict[str, Any] = {}
    current_app.update_template_context(known)
    find = current_app.jinja_env.get_template
    named = (in_template(one) for one in shown)
    return joined(find(template).render(known | context) for template, context in named)


def in_template(shown: Shown | Sections) -> Shown:
    """Return the template that draws a panel, with its context."""
    return ("macros/_sections.html", {"sections": shown}) if isinstance(shown, list) else shown


def init_panels(app: Flask) -> None:
    """Give templates `panels(page, subject)`."""
    app.jinja_env.globals["panels"] = render_panels
