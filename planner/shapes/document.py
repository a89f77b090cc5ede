"""A document before it is a page, a PDF or slides: what it says, in values, and how it is marked.

A room makes it of what it knows; a presenter alone writes it. The page of a nation is the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.shapes.figure import Label, Sentence, Value


@dataclass(frozen=True)
class Fact:
    """One thing that is so: a label, a value or words, and where more of it stands.

    None and the empty text are “not known”, and presenters leave such a fact out.
    """

    label: Label
    value: object
    href: str = ""
    n: str = ""
    """Of a share or an index: what it is of, in words."""

    @property
    def is_known(self) -> bool:
        """Say whether there is anything to tell."""
        return self.value is not None and self.value != ""


@dataclass(frozen=True)
class Onward:
    """Where a reader may go on from here: a step to take, or more to read.

    It is no part of what is said: a screen offers it, paper and files leave it out.
    """

    label: Label
    href: str
    is_step: bool = False


@dataclass(frozen=True)
class Verdict:
    """How something stands: “good”, “warn”, “bad” or “none”, in words, and why."""

    kind: str
    label: Label
    reason: Label = ""


@dataclass(frozen=True)
class Note:
    """A longer text under a heading of its own."""

    title: Label
    text: str


@dataclass(frozen=True)
class Point:
    """One value of a chart by its name."""

    label: Label
    value: Value
    rows: str = ""
    """The address of what it counts."""


@dataclass(frozen=True)
class Chart:
    """Values to be compared with each other, all of one unit; never a picture alone."""

    title: Label
    unit: Label
    points: tuple[Point, ...]

    @property
    def most(self) -> float:
        """Return the largest value, to which the others are drawn; 0 without any number."""
        numbers = (one.value for one in self.points)
        return float(max((n for n in numbers if isinstance(n, int | float)), default=0))


class Tabled(Protocol):
    """Rows below typed columns, as `presenters/table.py` has them."""

    @property
    def title(self) -> Label:
        """Give the heading."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Give the rows."""


@dataclass(frozen=True)
class Section:
    """A part of a document under a heading of its own, which a higher room may contribute.

    `absent` is said where there is nothing in it; `href` leads to the whole of what it shows.
    """

    title: Label
    facts: tuple[Fact, ...] = ()
    tables: tuple[Tabled, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[Note, ...] = ()
    verdict: Verdict | None = None
    onward: tuple[Onward, ...] = ()
    href: str = ""
    absent: Label = ""
    told: tuple[Sentence, ...] = ()
    """What its figures say, in sentences, each number opening its rows."""
    remarks: tuple[Label, ...] = ()
    """What files say below it; a page has it elsewhere: the period, the day, to whom released."""
    is_opening: bool = False
    """Whether a reader is told it first, before the facts of the document."""

    @property
    def is_empty(self) -> bool:
        """Say whether it has nothing to tell."""
        has_rows = any(one.rows for one in self.tables)
        has_facts = any(fact.is_known for fact in self.facts)
        has_words = bool(self.told) or any(one.text for one in self.notes)
        return not (has_rows or has_facts or self.charts or has_words)


@dataclass(frozen=True)
class Document:
    """What is handed to a reader as one thing: title, marking, facts, tables, charts, notes.

    Its sections follow what it says itself.
    """

    title: Label
    marking: Label = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[Tabled, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[Note, ...] = ()
    onward: tuple[Onward, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def known_facts(self) -> list[Fact]:
        """Return the facts of which something is known, in their order."""
        return [fact for fact in self.facts if fact.is_known]

    @property
    def written_notes(self) -> list[Note]:
        """Return the notes in which something is written, in their order."""
        return [note for note in self.notes if note.text]
