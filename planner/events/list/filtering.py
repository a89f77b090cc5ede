"""The event list's filter, part by part: read from a URL, written back, turned into conditions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import MARKING_LABELS, NO_NATION, EventState, Marking
from planner.events.list import conditions, flag_conditions
from planner.events.list.flag_conditions import FLAGS
from planner.events.list.offer_queries import objective_choices, owner_choices
from planner.events.measure_registry import MEASURES
from planner.events.models import Event, EventTheme, EventTopic, Risk, Transition
from planner.kinds.models import EventKind
from planner.partners.queries import nation_choices, programme_choices
from planner.terms.filters import several_terms
from planner.terms.models import RiskCategory, Theme, Topic, TransitionReason
from planner.text import reading
from planner.viewers import Viewer
from planner.web.fields import ChoicesField, OneChoiceField
from planner.web.lists.asking import (
    DAY,
    Asking,
    many,
    one_nation,
    one_of,
    one_row,
    several_codes,
    several_nations,
    several_rows,
    unasked,
)
from planner.web.lists.filters import FilterPart, ListFilter, Names, holds, matches
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


def flags_offered(_viewer: Viewer) -> dict[str, Any]:
    """Return the conditions of other rooms by name, with their labels."""
    return {flag.name: flag.label for flag in FLAGS.values()}


def measures_offered(_viewer: Viewer) -> dict[str, Any]:
    """Return the measures by name, with their labels."""
    return {name: measure.label for name, measure in MEASURES.items()}


def every_nation(_viewer: Viewer) -> dict[str, str]:
    """Return all nations by code."""
    return nation_choices()


PARTS = (
    FilterPart("q", _l("Text"), holds("event", Event.id)),
    FilterPart("kind", _l("Kind"), matches(Event.kind, "kinds"), several_terms(EventKind), "kinds"),
    FilterPart(
        "state", _l("State"), matches(Event.state, "states"), several_codes(EventState), "states"
    ),
    FilterPart(
        "nation",
        _l("Nation"),
        conditions.takes_part,
        several_nations(every_nation, NO_NATION),
        "nations",
        asked=_l("Nation taking part"),
    ),
    FilterPart(
        "objective",
        _l("Objective"),
        conditions.serves,
        several_rows(lambda _: objective_choices()),
        "objectives",
    ),
    FilterPart(
        "programme",
        _l("Programme"),
        matches(Event.programme_id, "programme"),
        one_row(lambda _: programme_choices()),
    ),
    FilterPart(
        "owner", _l("Owner"), matches(Event.owner_id, "owner"), one_row(lambda _: owner_choices())
    ),
    FilterPart("from", _l("From"), conditions.not_before, DAY, "since"),
    FilterPart("to", _l("To"), conditions.not_after, DAY, "until"),
    FilterPart(
        "marking",
        _l("Marking"),
        matches(Event.marking, "marking"),
        one_of(MARKING_LABELS, reading.marking),
    ),
    FilterPart(
        "releasable",
        _l("Releasable to"),
        conditions.may_be_given("releasable"),
        one_nation(every_nation),
    ),
    FilterPart(
        "for",
        _l("For partner"),
        conditions.may_be_given("partner"),
        unasked(Reader.nation, nation_name),
        "partner",
    ),
    FilterPart(
        "reason",
        _l("Reason"),
        conditions.asked_of(Transition.reason_code, "reasons"),
        several_terms(TransitionReason),
        "reasons",
        asked=_l("Moved for the reason"),
    ),
    FilterPart(
        "risk",
        _l("Risk"),
        conditions.asked_of(Risk.__table__.c.category, "risks"),
        several_terms(RiskCategory),
        "risks",
    ),
    FilterPart(
        "theme",
        _l("Theme"),
        conditions.asked_of(EventTheme.__table__.c.theme_code, "themes"),
        several_terms(Theme),
        "themes",
    ),
    FilterPart(
        "topic",
        _l("Topic"),
        conditions.asked_of(EventTopic.__table__.c.topic_code, "topics"),
        several_terms(Topic),
        "topics",
    ),
    FilterPart(
        "flag",
        _l("Only"),
        flag_conditions.is_flagged,
        Asking(many(known_flag), ChoicesField, flags_offered, lambda v: str(FLAGS[v].label)),
        "flags",
        asked=_l("Only events with"),
    ),
    FilterPart(
        "measure",
        _l("Counted as"),
        conditions.is_counted,
        Asking(named_measure, OneChoiceField, measures_offered, lambda v: str(MEASURES[v].label)),
        asked=_l("Counted in the figures as"),
    ),
    FilterPart(
        "selected",
        _l("Selected events"),
        conditions.is_selected,
        unasked(lambda read, name: name in read.args),
        "is_selection",
    ),
    FilterPart("id", "", asking=unasked(many(reading.row_id)), field="ids", has_chip=False),
)
PARAMETERS = tuple(part.name for part in PARTS)
"""The names in the URL, in their canonical order."""


@dataclass(frozen=True)
class EventFilter(ListFilter):
    """Which events are wanted; an empty part does not narrow.

    `is_selection` means exactly the events of `ids`, none when there are none. `releasable` narrows
    to what may go to a nation; `partner` does too, and makes every file one for that nation
    (docs/decisions/release.md).
    """

    parts: ClassVar = PARTS
    told_first: ClassVar = ("from", "to", "id")

    q: str = ""
    kinds: tuple[str, ...] = ()
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
    reasons: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    measure: str = ""
    is_selection: bool = False
    ids: tuple[int, ...] = ()
    names: Names | None = field(default=None, compare=False, kw_only=True)
    """What the rows that it names are called, once that was looked up; no part of it."""

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
