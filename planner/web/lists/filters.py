"""A list's filter, declared part by part: parse, query string, condition, chip, label, field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict

from planner.text.textsearch import holding
from planner.web.lists.asking import TYPED, Asking
from planner.web.reader import Reader

Conditions = Iterable[ColumnElement[bool]]
Names = Mapping[tuple[str, str], str]
"""The names of rows by the parameter and the key that a filter names them with."""
EMPTY: tuple[Any, ...] = (None, "", [], ())


def nothing(_wanted: Any, _about: Any) -> Conditions:
    """Narrow nothing: the part says more about another one."""
    return ()


def matches(column: Any, field: str) -> Callable[[Any, Any], Conditions]:
    """Return the condition that a column is what a filter says in a field, or one of several."""

    def narrowed(wanted: Any, _about: Any) -> Conditions:
        value = getattr(wanted, field)
        if isinstance(value, tuple):
            return (column.in_(value),) if value else ()
        return () if value in EMPTY else (column == value,)

    return narrowed


def holds(kind: str, key: Any, *, in_title: bool = False) -> Callable[[Any, Any], Conditions]:
    """Return the condition that a row of a kind holds the words looked for in `q`."""

    def narrowed(wanted: Any, _about: Any) -> Conditions:
        words = wanted.q.strip()
        return (holding(kind, key, words, in_title=in_title),) if words else ()

    return narrowed


def given(field: str, made: Callable[[Any], Any]) -> Callable[[Any, Any], Conditions]:
    """Return the condition made of what a filter says in a field; none of an empty one."""

    def narrowed(wanted: Any, _about: Any) -> Conditions:
        value = getattr(wanted, field)
        return () if value in EMPTY else (made(value),)

    return narrowed


@dataclass(frozen=True)
class FilterPart:
    """One part of a filter: its name in the URL and everything that follows from it.

    `condition` gives what it means for the database, from the whole filter and what the list is
    asked about (the day, the viewer, the zone); `fits` says of a row that was loaded whether it is
    let through, in lists that are loaded whole. `asking` says how it is read, worded and asked for.
    """

    name: str
    label: Any
    condition: Callable[[Any, Any], Conditions] = nothing
    asking: Asking = TYPED
    field: str = ""
    """The filter's attribute, where it is not called like the parameter."""
    asked: Any = ""
    """The label of its field where all parts are asked for, if that says more."""
    has_chip: bool = True
    """It is shown among the parts in use; a tab or an order shows itself."""
    fits: Callable[[Any, Any, Any], bool] | None = None

    @property
    def attribute(self) -> str:
        """Return where the filter keeps it."""
        return self.field or self.name

    def in_words(self, value: str, names: Names) -> str:
        """Return a value of the URL in words."""
        words = self.asking.words
        return names.get((self.name, value), value) if words is None else words(value)


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed to; an empty part does not narrow.

    A filter is a frozen dataclass with an attribute for each of its `parts`. Two equal filters
    have the same query string, whatever the order of the values was.
    """

    parts: ClassVar[tuple[FilterPart, ...]]
    told_first: ClassVar[tuple[str, ...]] = ()
    """Parameters whose faults are told before those of others."""

    faults: tuple[tuple[str, str], ...] = field(default=(), compare=False, kw_only=True)
    """What could not be read: the parameter, and a sentence; no part of what the filter is."""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> Self:
        """Return the filter of a URL's values; what cannot be read is named in `faults`."""
        read = Reader(args)
        values: dict[str, Any] = {}
        faults: list[tuple[str, str]] = []
        for part in sorted(cls.parts, key=lambda part: part.name not in cls.told_first):
            values[part.attribute] = part.asking.read(read, part.name)
            faults += [(part.name, words) for words in read.problems[len(faults) :]]
        values = cls.settled(values, read)
        faults += [("", words) for words in read.problems[len(faults) :]]
        given = {name: value for name, value in values.items() if value is not None}
        return cls(**given, faults=tuple(faults))

    @property
    def problems(self) -> tuple[str, ...]:
        """Return the sentences about values that could not be read."""
        return tuple(words for _name, words in self.faults)

    @classmethod
    def settled(cls, values: dict[str, Any], _read: Reader) -> dict[str, Any]:
        """Return the values once what they mean together was looked at."""
        return values

    @classmethod
    def from_query(cls, query: str) -> Self:
        """Return the filter of a stored query."""
        return cls.from_args(MultiDict(parse_qsl(query)))

    @classmethod
    def part(cls, name: str) -> FilterPart:
        """Return the part of a parameter; KeyError for one that the filter has not."""
        return {part.name: part for part in cls.parts}[name]

    @classmethod
    def label(cls, name: str) -> Any:
        """Return the label of the field that asks for a part."""
        part = cls.part(name)
        return part.asked or part.label

    @classmethod
    def narrowing(cls, args: MultiDict[str, str]) -> str:
        """Return what of an address narrows the list, as it was written, in canonical order."""
        return urlencode(
            [
                (part.name, value.strip())
                for part in cls.parts
                for value in args.getlist(part.name)
                if value.strip()
            ]
        )

    def conditions(self, about: Any) -> list[ColumnElement[bool]]:
        """Return the conditions that the filter stands for."""
        return [found for part in self.parts for found in part.condition(self, about)]

    def among(self, rows: Iterable[Any], about: Any = None) -> list[Any]:
        """Return the rows that the filter lets through, of a list that is loaded whole."""
        fitting = [part.fits for part in self.parts if part.fits is not None]
        return [row for row in rows if all(fits(self, about, row) for fits in fitting)]

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters and values that narrow, in canonical order."""
        return list(self._pairs)

    @cached_property
    def _pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((part.name, value) for part in self.parts for value in self.values_of(part))

    def values_of(self, part: FilterPart) -> list[str]:
        """Return what the URL says for a part."""
        value = getattr(self, part.attribute)
        if isinstance(value, bool):
            return ["1"] if value else []
        several = value if isinstance(value, tuple) else (value,)
        return [str(one) for one in several if one not in ("", None)]

    def to_query(self) -> str:
        """Return the filter as a query string; two equal filters give the same one."""
        return urlencode(self.pairs())

    def for_history(self) -> str:
        """Return the filter for those who keep the office: what was searched for is left out.

        Words may be those of an event that the reader of the history may not see.
        """
        typed = {part.name for part in self.parts if part.asking.is_typed}
        return urlencode([(name, "…" if name in typed else value) for name, value in self.pairs()])

    def without(self, name: str, value: str | None = None) -> str:
        """Return the query string without one value, or without a whole parameter."""
        return urlencode([p for p in self.pairs() if p[0] != name or value not in (None, p[1])])

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is narrowed."""
        return not self._pairs


@dataclass(frozen=True)
class FilterChip:
    """One part of a filter in use, and the address of the list without it."""

    label: Any
    value: str
    href: str


def chips(wanted: ListFilter, address: str, names: Names) -> list[FilterChip]:
    """Return every part of a filter in words, each with the address of the list without it."""
    found = []
    for part in wanted.parts:
        for value in wanted.values_of(part) if part.has_chip else ():
            rest = wanted.without(part.name, value)
            href = f"{address}?{rest}" if rest else address
            found.append(FilterChip(part.label, part.in_words(value, names), href))
    return found
