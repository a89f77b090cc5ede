"""The event list's filter: read from a URL, written back in one order, turned into conditions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl, urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, select
from werkzeug.datastructures import MultiDict

from planner.choices import NO_NATION, DatePrecision, EventKind, EventState, Marking
from planner.events.measures import MEASURES
from planner.events.models import Event, ObjectiveLink
from planner.text import reading
from planner.web.nationwords import left_out, meaning_of, meanings_of

T = TypeVar("T")
Condition = Callable[["EventFilter", date], ColumnElement[bool]]
MAX_VALUES = 300

PARAMETERS = (
    "q",
    "kind",
    "state",
    "nation",
    "objective",
    "programme",
    "owner",
    "from",
    "to",
    "marking",
    "releasable",
    "for",
    "flag",
    "measure",
    "selected",
    "id",
)
"""The names in the URL, in their canonical order."""


@dataclass(frozen=True)
class Flag:
    """A condition that a reader can ask for by its name."""

    name: str
    label: Any
    condition: Condition


FLAGS: dict[str, Flag] = {}


def condition(name: str, label: Any) -> Callable[[Condition], Condition]:
    """Register a condition on events under its name in the URL (`flag=no-outcome`)."""

    def register(made: Condition) -> Condition:
        FLAGS[name] = Flag(name, label, made)
        return made

    return register


@dataclass(frozen=True)
class EventFilter:
    """Which events are wanted; an empty part does not narrow.

    `is_selection` means exactly the events of `ids`, none when there are none. `problems` are
    sentences about values that could not be read; they are no part of what the filter is.
    `releasable` narrows to what may go to a nation; `partner` does too, and makes every file one
    for that nation (docs/decisions/release.md).
    """

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
    def from_args(cls, args: MultiDict[str, str]) -> Self:
        """Return the filter of a URL's values; what cannot be read is named in `problems`."""
        read = Reader(args)
        since, until = read.one("from", reading.day), read.one("to", reading.day)
        if since and until and since > until:
            read.problems.append(_("The first day is after the last, so nothing can be found."))
        ids = read.many("id", reading.row_id)
        return cls(
            q=" ".join(args.get("q", "").split())[:200],
            kinds=read.many("kind", EventKind),
            states=read.many("state", EventState),
            nations=read.nations("nation"),
            objectives=read.many("objective", reading.row_id),
            programme=read.one("programme", reading.row_id),
            owner=read.one("owner", reading.row_id),
            since=since,
            until=until,
            marking=read.one("marking", reading.marking),
            releasable=read.nation("releasable"),
            partner=read.nation("for"),
            flags=read.many("flag", known_flag),
            measure=read.one("measure", known_measure) or "",
            is_selection=bool(ids) or "selected" in args,
            ids=ids,
            problems=tuple(read.problems),
        )

    @classmethod
    def from_query(cls, query: str) -> Self:
        """Return the filter of a stored query."""
        return cls.from_args(MultiDict(parse_qsl(query)))

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters and values that narrow, in canonical order."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        values: dict[str, Any] = {
            "q": self.q,
            "kind": self.kinds,
            "state": self.states,
            "nation": self.nations,
            "objective": self.objectives,
            "programme": self.programme,
            "owner": self.owner,
            "from": self.since,
            "to": self.until,
            "marking": None if self.marking is None else int(self.marking),
            "releasable": self.releasable,
            "for": self.partner,
            "flag": self.flags,
            "measure": self.measure,
            "selected": 1 if self.is_selection else None,
            "id": self.ids,
        }
        for name in PARAMETERS:
            value = values[name]
            for one in value if isinstance(value, tuple) else (value,):
                if one not in ("", None):
                    yield name, str(one)

    def to_query(self) -> str:
        """Return the filter as a query string; two equal filters give the same one."""
        return urlencode(self.pairs())

    def for_history(self) -> str:
        """Return the filter for those who keep the office: what was searched for is left out.

        Words may be those of an event that the reader of the history may not see.
        """
        return urlencode([(name, "…" if name == "q" else value) for name, value in self.pairs()])

    def without(self, name: str, value: str | None = None) -> str:
        """Return the query string without one value, or without a whole parameter.

        A selection goes as a whole.
        """
        gone = {"selected", "id"} if name == "selected" else {name}
        wanted = None if name == "selected" else value
        return urlencode(
            [p for p in self.pairs() if p[0] not in gone or wanted not in (None, p[1])]
        )

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is narrowed."""
        return not self.pairs()


class Reader:
    """Reads values that anybody may have typed into the address bar."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self.args = args
        self.problems: list[str] = []

    def many(self, name: str, convert: Callable[[str], T]) -> tuple[T, ...]:
        """Return every readable value of a parameter once, sorted."""
        given = [value.strip() for value in self.args.getlist(name)]
        found = {self.read(name, value, convert) for value in given[:MAX_VALUES] if value}
        if len(given) > MAX_VALUES:
            self.problems.append(_("Choose at most %(number)s at once.", number=MAX_VALUES))
        kept: list[Any] = [value for value in found if value is not None]
        return tuple(sorted(kept))

    def nations(self, name: str) -> tuple[str, ...]:
        """Return the codes of the nations that a parameter names, however they are written."""
        given = self.args.getlist(name)
        if len(given) > MAX_VALUES:
            self.problems.append(_("Choose at most %(number)s at once.", number=MAX_VALUES))
        found: set[str] = set()
        for value in given[:MAX_VALUES]:
            for meaning in () if value == NO_NATION else meanings_of(value):
                found.update(meaning.codes)
                if not meaning.codes:
                    self.problems.append(left_out(meaning))
        return tuple(sorted(found | {NO_NATION}.intersection(given)))

    def nation(self, name: str) -> str:
        """Return the code of the one nation that a parameter names; "" for none."""
        value = self.args.get(name, "").strip()
        meaning = meaning_of(value) if value else None
        if meaning and not meaning.codes:
            self.problems.append(left_out(meaning))
        return meaning.codes[0] if meaning and meaning.codes else ""

    def one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """Return the value of a parameter; None when it is missing or cannot be read."""
        value = self.args.get(name, "").strip()
        return self.read(name, value, convert) if value else None

    def read(self, name: str, value: str, convert: Callable[[str], T]) -> T | None:
        """Return the value, or None after noting that it could not be read."""
        try:
            return convert(value)
        except reading.OutOfRange:
            self.problems.append(
                _(
                    "“%(value)s” lies outside the years 1900 to 2199, so it was left out.",
                    value=value[:60],
                )
            )
            return None
        except (ValueError, KeyError):
            self.problems.append(
                _(
                    "“%(value)s” is not a value for “%(name)s”, so it was left out.",
                    value=value[:60],
                    name=name,
                )
            )
            return None


def known_flag(value: str) -> str:
    """Return the name of a condition; KeyError when nobody registered it."""
    return FLAGS[value].name


def known_measure(value: str) -> str:
    """Return the name of a measure; KeyError when nobody registered it."""
    if value not in MEASURES:
        raise KeyError(value)
    return value


link = ObjectiveLink.__table__


@condition("no-objective", _l("No objective"))
def no_objective(_wanted: EventFilter, _today: date) -> ColumnElement[bool]:
    """Return the condition for events linked to no objective."""
    return ~exists(select(link.c.id).where(link.c.event_id == Event.id))


@condition("imprecise", _l("Only the month or the year is known"))
def imprecise(_wanted: EventFilter, _today: date) -> ColumnElement[bool]:
    """Return the condition for events whose day is not known."""
    return Event.date_precision != DatePrecision.DAY


@condition("undated", _l("No dates yet"))
def undated(_wanted: EventFilter, _today: date) -> ColumnElement[bool]:
    """Return the condition for events without any dates."""
    return Event.starts_on.is_(None) & Event.actual_starts_on.is_(None)
