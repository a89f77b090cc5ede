"""A document as it goes on paper: what it says, what stands beside it, above and at the foot."""

from dataclasses import dataclass

from planner.shapes.document import Document, Section
from planner.shapes.figure import Label


@dataclass(frozen=True)
class PlaceCard:
    """A card that stands at somebody’s place, folded: who sits there, in large letters."""

    name: Label
    native: Label = ""
    """The name in its own script."""
    under: Label = ""


@dataclass(frozen=True)
class Paper:
    """A document with what paper adds to it.

    On one page the sections of the document stand on the left and those `beside` on the right;
    both are shortened until the page holds them, and say how much more there is.
    """

    document: Document
    under: Label
    """What it is for, below the title."""
    foot: Label
    """As of when, at the foot of every page."""
    language: str = "en"
    is_one_page: bool = False
    beside: tuple[Section, ...] = ()
    parts: tuple[Document, ...] = ()
    """Of a book: after its contents, each begins on a page of its own."""
    sheets: tuple[Section, ...] = ()
    """Parts behind the others, each on a page of its own with lines to write on."""
    cards: tuple[PlaceCard, ...] = ()
    """Behind all else, eight on a page, to be cut out and folded."""
