"""A list's filter, declared part by part: parse, query string, condition, chip and label."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict

from planner.text.textsearch import holding
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


def as_typed(read: Reader, name: str) -> Any:
    """Return a text of the URL."""
    return read.words(name)


def one(convert: Callable[[str], Any]) -> Callable[[Reader, str], Any]:
    """Return the reading of one value."""
    return lambda read, name: read.one(name, convert)


def many(convert: Callable[[str], Any]) -> Callable[[Reader, str], Any]:
    """Return the reading of several values."""
    return lambda read, name: read.many(name, convert)


@dataclass(frozen=True)
class FilterPart:
    """One part of a filter: its name in the URL and everything that follows from it.

    `condition` gives what it means for the database, from the whole filter and what the list is
    asked about (the day, the viewer, the zone). `words` puts one value of the URL into words;
    without it a value is the key of a row, whose name is looked up.
    """

    name: str
    label: Any
    condition: Callable[[Any, Any], Conditions] = nothing
    field: str = ""
    """The filter's attribute, where it is not called like the parameter."""
    read: Callable[[Reader, str], Any] = as_typed
    words: Callable[[str], str] | None = None
    asked: Any = ""
    """The label of its field where all parts are asked for, if that says more."""
    has_chip: bool = True
    """It is shown among the parts in use."""
    is_typed: bool = False
    """It holds words of the reader, which may be a name that others may not see."""

    @property
    def attribute(self) -> str:
        """Return where the filter keeps it."""
        return self.field or self.name

    def in_words(self, value: str, names: Names) -> str:
        """Return a value of the URL in words."""
        return names.get((self.name, value), value) if self.words is None else self.words(value)


class ListFilter:
    """What a list is narrowed to; an empty part does not narrow.

    A filter is a frozen dataclass with an attribute for each of its `parts`. Two equal filters
    have the same query string, whatever the order of the values was.
    """

    parts: ClassVar[tuple[FilterPart, ...]]
    told_first: ClassVar[tuple[str, ...]] = ()
    """Parameters whose faults are told before those of others."""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> Self:
        """Return the filter of a URL's values; what cannot be read is named in `problems`."""
        read = Reader(args)
        order = sorted(cls.parts, key=lambda part: part.name not in cls.told_first)
        values = {part.attribute: part.read(read, part.name) for part in order}
        return cls(**cls.settled(values, read), problems=tuple(read.problems))  # type: ignore[call-arg]

    @classmethod
    def settled(cls, values: dict[str, Any], _read: Reader) -> dict[str, Any]:
        """Return the values once what they mean together was looked at."""
        return values

    @classmethod
    def of(cls, values: Mapping[str, Any], **more: Any) -> Self:
        """Return the filter of a form's values, which has a field for each part, and of others.

        Lists become tuples; 0 is a value.
        """
        given = {
            part.attribute: tuple(value) if isinstance(value, list) else value
            for part in cls.parts
            if (value := values.get(part.attribute)) not in EMPTY
        }
        return cls(**(given | more))

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

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters and values that narrow, in canonical order."""
        return [(part.name, value) for part in self.parts for value in self.values_of(part)]

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
        typed = {part.name for part in self.parts if part.is_typed}
        return urlencode([(name, "…" if name in typed else value) for name, value in self.pairs()])

    def without(self, name: str, value: str | None = None) -> str:
        """Return the query string without one value, or without a whole parameter."""
        return urlencode([p for p in self.pairs() if p[0] != name or value not in (None, p[1])])

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is narrowed."""
        return not self.pairs()


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
