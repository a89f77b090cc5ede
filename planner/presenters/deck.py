"""Slides before they are a file: what each shows, what is said beside it, how it is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.presenters.table import Table
from planner.shapes.figure import Label
from planner.shapes.pictures import Picture


@dataclass(frozen=True)
class Slide:
    """One thing to look at: sentences, a table or a picture, of which one is there.

    A table that is longer than a slide goes on over further ones with the same title.
    """

    title: Label
    marking: Label
    """The highest of what is in it."""
    says: Label = ""
    """A sentence below the title."""
    told: Sequence[str] = ()
    table: Table | None = None
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    """What the speaker is told: how it is counted, of how many, what was left out."""
    chapter: Label = ""
    """The chapter that it belongs to: short tables of one share a slide, under its title."""
    name: Label = ""
    """What a table is called there."""


@dataclass(frozen=True)
class Deck:
    """A set of slides: title, what it is of, and the lines of its first slide."""

    title: Label
    under: Label
    """The period and the day, at the foot of every slide."""
    lines: Sequence[Label]
    marking: Label
    """The highest of all slides."""
    slides: Sequence[Slide]
    language: str = "en"
