"""The filter above the event list: fields with what is chosen, chips that take a part off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from planner.choices import EventState
from planner.events.list.filtering import EventFilter
from planner.events.list.name_queries import names_of
from planner.kinds.models import EventKind
from planner.kinds.queries import kind_names
from planner.partners.queries import nation_choices
from planner.terms.grouping import by_group
from planner.web.labels import labels
from planner.web.lists.filters import FilterChip, chips
from planner.web.markup import options
from planner.web.nationnames import partner_codes

BAR = ("q", "kind", "state", "nation", "from", "to")
OF_MANY = {"kind": "kinds", "state": "states", "nation": "nations"}
"""Fields of the bar with one choice, by the filter's attribute, which may hold several."""


@dataclass(frozen=True)
class BarChoice:
    """A field of the bar with one choice."""

    name: str
    label: Any
    options: Markup


@dataclass(frozen=True)
class Bar:
    """What the folded filter above the list shows."""

    text: str
    since: str
    until: str
    choices: list[BarChoice]
    kept: list[tuple[str, str]]
    chips: list[FilterChip]


def event_chips(wanted: EventFilter) -> list[FilterChip]:
    """Return every part of a filter of events in words; a selection is one chip."""
    if wanted.is_empty:
        return []
    names = names_of(wanted) if wanted.names is None else wanted.names
    return chips(wanted, url_for("events.index"), names)


def bar_of(wanted: EventFilter, sort: str | None) -> Bar:
    """Return the bar; what it has no field for, or several values of, is kept as it is."""
    pairs = wanted.pairs()
    several = {name for name, field in OF_MANY.items() if len(getattr(wanted, field)) > 1}
    kept = [pair for pair in pairs if pair[0] not in BAR or pair[0] in several]
    if sort:
        kept.append(("sort", sort))
    chosen = dict(pairs)
    return Bar(
        wanted.q,
        chosen.get("from", ""),
        chosen.get("to", ""),
        [choice_of(name, wanted, chosen) for name in OF_MANY if name not in several],
        kept,
        event_chips(wanted),
    )


def choice_of(name: str, wanted: EventFilter, chosen: dict[str, str]) -> BarChoice:
    """Return a field of the bar with what is offered and what is chosen."""
    part = wanted.part(name)
    group_of = part.asking.group_of
    drawn = options(
        tuple((key, words, group_of(key)) for key, words in offered_by(name, wanted).items()),
        chosen.get(name, ""),
    )
    return BarChoice(name, part.label, drawn)


def offered_by(name: str, wanted: EventFilter) -> Mapping[str, str]:
    """Return what a field of the bar offers, by the keys of the address."""
    if name == "nation":
        return nation_choices({*partner_codes(), *wanted.nations})
    return by_group(EventKind, kind_names()) if name == "kind" else labels(EventState)
