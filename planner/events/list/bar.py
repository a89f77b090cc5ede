"""The filter above the event list: fields with what is chosen, chips that take a part off."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from planner.choices import EventKind, EventState
from planner.events.list.filtering import FLAGS, EventFilter
from planner.events.list.line_words import labels, options
from planner.events.list.name_queries import names_of
from planner.events.measures import MEASURES
from planner.partners.queries import nation_choices
from planner.web.filters import day, marking
from planner.web.nationnames import nation_name, partner_codes

BAR = ("q", "kind", "state", "nation", "from", "to")


@dataclass(frozen=True)
class FilterChip:
    """One part of a filter in use, and the address of the list without it."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class Choice:
    """A field of the bar with one choice."""

    name: str
    label: str
    options: Markup


def parameter_labels() -> dict[str, str]:
    """Return the words for the parameters of the URL."""
    return {
        "q": _("Text"),
        "kind": _("Kind"),
        "state": _("State"),
        "nation": _("Nation"),
        "objective": _("Objective"),
        "programme": _("Programme"),
        "owner": _("Owner"),
        "from": _("From"),
        "to": _("To"),
        "marking": _("Marking"),
        "releasable": _("Releasable to"),
        "for": _("For partner"),
        "flag": _("Only"),
        "measure": _("Counted as"),
        "selected": _("Selected events"),
    }


def chips(wanted: EventFilter) -> list[FilterChip]:
    """Return every part of a filter in words; a selection is one chip."""
    pairs = [pair for pair in wanted.pairs() if pair[0] != "id"]
    if not pairs:
        return []
    base, words, names = url_for("events.index"), parameter_labels(), names_of(wanted)
    found = []
    for name, value in pairs:
        rest = wanted.without(name, value)
        said = str(len(wanted.ids)) if name == "selected" else in_words(name, value, names)
        found.append(FilterChip(words[name], said, f"{base}?{rest}" if rest else base))
    return found


def in_words(name: str, value: str, names: dict[tuple[str, str], str]) -> str:
    """Return the words for a parameter's value."""
    if name in {"kind", "state"}:
        return labels(EventKind if name == "kind" else EventState)[value]
    if name in {"nation", "releasable", "for"}:
        return nation_name(value)
    if name == "flag":
        return str(FLAGS[value].label)
    if name == "measure":
        return str(MEASURES[value].label)
    if name == "marking":
        return marking(int(value))
    if name in {"from", "to"}:
        return day(date.fromisoformat(value))
    return names.get((name, value), value)


@dataclass(frozen=True)
class Bar:
    """What the folded filter above the list shows."""

    text: str
    since: str
    until: str
    choices: list[Choice]
    kept: list[tuple[str, str]]
    chips: list[FilterChip]


def bar_of(wanted: EventFilter, sort: str | None) -> Bar:
    """Return the bar; what it has no field for, or several values of, is kept as it is."""
    several = {
        name
        for name, values in (
            ("kind", wanted.kinds),
            ("state", wanted.states),
            ("nation", wanted.nations),
        )
        if len(values) > 1
    }
    kept = [pair for pair in wanted.pairs() if pair[0] not in BAR or pair[0] in several]
    if sort:
        kept.append(("sort", sort))
    offered: dict[str, Any] = {
        "kind": labels(EventKind),
        "state": labels(EventState),
        "nation": nation_choices({*partner_codes(), *wanted.nations}),
    }
    chosen = dict(wanted.pairs())
    words = parameter_labels()
    return Bar(
        wanted.q,
        chosen.get("from", ""),
        chosen.get("to", ""),
        [
            Choice(
                name,
                words[name],
                options(tuple(offer.items()), chosen.get(name, "")),
            )
            for name, offer in offered.items()
            if name not in several
        ],
        kept,
        chips(wanted),
    )
