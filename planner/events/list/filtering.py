"""The event list's filter, part by part: read from a URL, written back, turned into conditions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EventKind, EventState, Labelled, Marking
from planner.events.list import conditions
from planner.events.list.conditions import FLAGS
from planner.events.measures import MEASURES
from planner.events.models import Event
from planner.text import reading
from planner.web.filters import day, marking
from planner.web.labels import labels
from planner.web.lists.filters import FilterPart, ListFilter, holds, many, matches, one
from planner.web.nationnames import nation_name
from planner.web.reader import Reader


def known_flag(value: str) -> str:
    """Return the name of a condition; KeyError when nobody registered it."""
    return FLAGS[value].name


def known_measure(value: str) -> str:
    """Return the name of a measure; KeyError when nobody registered it."""
    if value not in MEASURES:
        raise KeyError(value)
    return value


def named_measure(read: Reader, name: str) -> str:
    """Return the measure of a URL; the empty name for none."""
    return read.one(name, known_measure) or ""


def label_in(codes: type[Labelled]) -> Any:
    """Return the function that puts a code into words."""
    return lambda value: labels(codes)[value]


def day_in_words(value: str) -> str:
    """Return a day of the URL in words."""
    return day(date.fromisoformat(value))


PARTS = (
    FilterPart("q", _l("Text"), holds("event", Event.id), is_typed=True),
    FilterPart(
        "kind",
        _l("Kind"),
        matches(Event.kind, "kinds"),
        "kinds",
        many(EventKind),
        label_in(EventKind),
    ),
    FilterPart(
        "state",
        _l("State"),
        matches(Event.state, "states"),
        "states",
        many(EventState),
        label_in(EventState),
    ),
    FilterPart(
        "nation",
        _l("Nation"),
        conditions.takes_part,
        "nations",
        Reader.nations,
        nation_name,
        asked=_l("Nation taking part"),
    ),
    FilterPart("objective", _l("Objective"), conditions.serves, "objectives", many(reading.row_id)),
    FilterPart(
        "programme",
        _l("Programme"),
        matches(Event.programme_id, "programme"),
        read=one(reading.row_id),
    ),
    FilterPart(
        "owner",
        _l("Owner"),
        matches(Event.owner_id, "owner"),
        read=one(reading.row_id),
    ),
    FilterPart("from", _l("From"), conditions.not_before, "since", one(reading.day), day_in_words),
    FilterPart("to", _l("To"), conditions.not_after, "until", one(reading.day), day_in_words),
    FilterPart(
        "marking",
        _l("Marking"),
        matches(Event.marking, "marking"),
        read=one(reading.marking),
        words=lambda value: marking(int(value)),
    ),
    FilterPart(
        "releasable",
        _l("Releasable to"),
        conditions.may_be_given("releasable"),
        read=Reader.nation,
        words=nation_name,
    ),
    FilterPart(
        "for",
        _l("For partner"),
        conditions.may_be_given("partner"),
        "partner",
        Reader.nation,
        nation_name,
    ),
    FilterPart(
        "flag",
        _l("Only"),
        conditions.is_flagged,
        "flags",
        many(known_flag),
        lambda value: str(FLAGS[value].label),
        asked=_l("Only events with"),
    ),
    FilterPart(
        "measure",
        _l("Counted as"),
        conditions.is_counted,
        read=named_measure,
        words=lambda value: str(MEASURES[value].label),
        asked=_l("Counted in the figures as"),
    ),
    FilterPart(
        "selected",
        _l("Selected events"),
        conditions.is_selected,
        "is_selection",
        lambda read, name: name in read.args,
    ),
    FilterPart("id", "", field="ids", read=many(reading.row_id), has_chip=False),
)
PARAMETERS = tuple(part.name for part in PARTS)
"""The names in the URL, in their canonical order."""


@dataclass(frozen=True)
class EventFilter(ListFilter):
    """Which events are wanted; an empty part does not narrow.

    `is_selection` means exactly the events of `ids`, none when there are none. `problems` are
    sentences about values that could not be read; they are no part of what the filter is.
    `releasable` narrows to what may go to a nation; `partner` does too, and makes every file one
    for that nation (docs/decisions/release.md).
    """

    parts: ClassVar = PARTS
    told_first: ClassVar = ("from", "to", "id")

    q: str = ""
    kinds: tuple[EventKind, ...] = ()
    states: tuple[EventState, ...] = ()
    nations: tuple[str, ...] = ()
    objectives: tuple[int, ...] = ()
    programme: int | None = None
    owner: int | None = None
    since: date | None = None
    until: date | None = None
    marking: Marking | None = None
    releasable: str = ""
    partner: str = ""
    flags: tuple[str, ...] = ()
    measure: str = ""
    is_selection: bool = False
    ids: tuple[int, ...] = ()
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def settled(cls, values: dict[str, Any], read: Reader) -> dict[str, Any]:
        """Say what days the wrong way round find; keys make a selection."""
        if values["since"] and values["until"] and values["since"] > values["until"]:
            read.problems.append(_("The first day is after the last, so nothing can be found."))
        return values | {"is_selection": bool(values["ids"]) or values["is_selection"]}

    def without(self, name: str, value: str | None = None) -> str:
        """Return the query string without one value, or a whole parameter; a selection as one."""
        if name != "selected":
            return super().without(name, value)
        rest = (pair for pair in self.pairs() if pair[0] not in {"selected", "id"})
        return urlencode(list(rest))
