"""How a part of a filter is read from an address, asked for on a form, and put into words."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, SearchField

from planner.choices import Labelled
from planner.text import reading
from planner.viewers import Viewer
from planner.web.day_fields import DayField
from planner.web.day_words import day
from planner.web.fields import ChoicesField, OneChoiceField
from planner.web.labels import labels
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.nationnames import nation_name
from planner.web.number_words import NONE
from planner.web.reader import Reader

Offered = Callable[[Viewer], Mapping[Any, Any]]
"""Gives what a viewer may choose from: keys of the address with their words."""
ANY = _l("Any")
NOBODY = "–"
"""Stands for a nation that nobody knows, to which nothing may go."""


def no_group(_key: str) -> None:
    """Stand for a list without groups."""


@dataclass(frozen=True)
class Asking:
    """How a part of a filter is asked for.

    `read` reads it from an address; `field` is its field on a form, none for a part that is a tab
    or an order. Without `words` a value is worded as what is offered says it. `empty` is the first
    line of a list with one choice, none where something is always chosen.
    """

    read: Callable[[Reader, str], Any]
    field: type[Field] | None = None
    offered: Offered | None = None
    words: Callable[[str], str] | None = None
    empty: Any = ANY
    is_typed: bool = False
    """It holds words of the reader, which may be a name that others may not see."""
    beside: tuple[str, ...] = ()
    """Codes of no nation that links of the product's own carry."""
    known: Container[str] = ()
    """Codes that are none of those offered, as nothing has them yet, and mean something."""
    group_of: Callable[[str], str | None] = no_group
    """Gives the words of the group in which a key of what is offered stands."""


def as_typed(read: Reader, name: str) -> Any:
    """Return a text of the URL."""
    return read.words(name)


def one(convert: Callable[[str], Any]) -> Callable[[Reader, str], Any]:
    """Return the reading of one value."""
    return lambda read, name: read.one(name, convert)


def many(convert: Callable[[str], Any]) -> Callable[[Reader, str], Any]:
    """Return the reading of several values."""
    return lambda read, name: read.many(name, convert)


def day_in_words(value: str) -> str:
    """Return a day of the URL in words."""
    return day(date.fromisoformat(value))


def label_in(codes: type[Labelled]) -> Callable[[str], str]:
    """Return the function that puts a code into words."""
    return lambda value: labels(codes)[value]


TYPED = Asking(as_typed, SearchField, is_typed=True)
"""Words to look for."""
DAY = Asking(one(reading.day), DayField, words=day_in_words)


def unasked(
    read: Callable[[Reader, str], Any], words: Callable[[str], str] | None = None
) -> Asking:
    """Return a part that no form asks for: a tab, an order, a selection."""
    return Asking(read, words=words)


def tab_of(words: Mapping[str, Any]) -> Asking:
    """Return the choice that tabs or links offer, by key with their words."""
    return replace(one_of(words), field=None)


def one_code(codes: type[Labelled], empty: Any = ANY) -> Asking:
    """Return the choice of one member of a closed list."""
    return Asking(one(codes), OneChoiceField, lambda _: codes.choices(), label_in(codes), empty)


def several_codes(codes: type[Labelled]) -> Asking:
    """Return the choice of several members of a closed list."""
    return Asking(many(codes), ChoicesField, lambda _: codes.choices(), label_in(codes))


def one_row(offered: Offered, empty: Any = ANY) -> Asking:
    """Return the choice of one row by its key."""
    return Asking(one(reading.row_id), OneChoiceField, offered, empty=empty)


def several_rows(offered: Offered) -> Asking:
    """Return the choice of several rows by their keys."""
    return Asking(many(reading.row_id), ChoicesField, offered)


def one_nation(offered: Offered, empty: Any = ANY) -> Asking:
    """Return the choice of one nation, sent as its code or by any of its names."""
    return Asking(nation_or_empty, NationSelectField, offered, nation_name, empty)


def nation_or_empty(read: Reader, name: str) -> str:
    """Return the code of the nation of a URL; empty for none."""
    return read.nation(name)


def several_nations(offered: Offered, *beside: str) -> Asking:
    """Return the choice of several nations; `beside` are codes of none that links carry."""
    return Asking(Reader.nations, NationTicksField, offered, nation_name, beside=beside)


def receiver(offered: Offered) -> Asking:
    """Return the choice of the nation to which rows may go; one that is unknown gets nothing."""
    return Asking(receiving_nation, NationSelectField, offered, receiver_in_words)


def receiving_nation(read: Reader, name: str) -> str:
    """Return the code of the nation of a URL; of one that cannot be read, one there is not."""
    before = len(read.problems)
    return read.nation(name) or (NOBODY if len(read.problems) > before else "")


def receiver_in_words(value: str) -> str:
    """Return the name of a nation to which rows may go."""
    return NONE if value == NOBODY else nation_name(value)


def one_of(
    words: Mapping[Any, Any], convert: Callable[[str], Any] = str, empty: Any = ANY
) -> Asking:
    """Return the choice of one key out of those that stand with their words."""

    def known(value: str) -> Any:
        key = convert(value)
        if key not in words:
            raise KeyError(value)
        return key

    return Asking(
        one(known), OneChoiceField, lambda _: words, lambda value: str(words[convert(value)]), empty
    )


def one_known(
    in_use: Callable[[], Mapping[str, Any]],
    words: Callable[[str], str],
    empty: Any = ANY,
    known: Container[str] = (),
) -> Asking:
    """Return the choice of one code of those in use; those that are `known` find nothing yet."""

    def readable(value: str) -> str:
        if value not in known and value not in in_use():
            raise KeyError(value)
        return value

    def read(reader: Reader, name: str) -> str:
        return reader.one(name, readable) or ""

    return Asking(read, OneChoiceField, lambda _viewer: in_use(), words, empty, known=known)


def one_named(offered: Offered) -> Asking:
    """Return the choice of the one thing that a page is about; it answers for one there is not."""
    return Asking(as_typed, OneChoiceField, offered, str, None)
