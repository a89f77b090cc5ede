"""Kinds of documents on paper: what each is about, who may have it, what makes it."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.jobs.registry import StepDone
from planner.presenters.paper import Paper
from planner.shapes.document import Section
from planner.shapes.figure import Label
from planner.web.day_words import day as day_words
from planner.web.lists.columns import RowList

PDF = "application/pdf"


@dataclass(frozen=True)
class PaperTask:
    """What a document is made of: its subject, whether it names people, and the day."""

    subject: Any
    today: date
    has_names: bool = False


@dataclass(frozen=True)
class PaperMade:
    """A document that is ready to be written, and the name of its file without the ending."""

    paper: Paper
    file: str

    @property
    def rows(self) -> int:
        """Return how many rows of tables it was given."""
        told = (self.paper.document, *self.paper.parts)
        sections = [*self.paper.beside, *self.paper.sheets]
        sections += [section for one in told for section in one.sections]
        tables = [found for one in sections for found in one.tables]
        return sum(len(found.rows) for found in (*self.paper.document.tables, *tables))


Make = Callable[[PaperTask], Generator[StepDone, None, PaperMade]]


@dataclass(frozen=True)
class PaperKind:
    """One kind of document."""

    name: str
    label: Label
    make: Make
    find: Callable[[str, str, date], Any]
    """Returns the subject by its key and query in the address and the day; None where there is
    none for the viewer."""
    called: Callable[[Any], str]
    back: Callable[[Any], str]
    """The address of the page on which it is offered."""
    holds: Label = ""
    """What stands in it, in a sentence."""
    count_names: Callable[[Any], int] | None = None
    """How many people it names; None where it never names anybody."""


_kinds: dict[str, PaperKind] = {}


def paper_kind(kind: PaperKind) -> PaperKind:
    """Register a kind of document."""
    _kinds[kind.name] = kind
    return kind


def kind_of_paper(name: str) -> PaperKind | None:
    """Return a kind of document by its name; None for one that nobody makes."""
    return _kinds.get(name)


def foot_of(today: date) -> str:
    """Return what stands at the foot of every page."""
    words = _("As of %(day)s · Rapport · Not for classified content", day=day_words(today))
    return str(words)


def listed(
    columns: RowList, rows: Sequence[Any], about: date | None = None, absent: str = ""
) -> Section:
    """Return rows as a section under the title of their list."""
    return Section(columns.title, tables=(columns.page(rows, about),), absent=absent)
