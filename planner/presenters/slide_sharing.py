"""Short tables of one chapter that share a slide: a meeting looks at few of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.presenters.cell import plain_text
from planner.presenters.deck import Slide
from planner.presenters.fitting import Laid, fitted
from planner.presenters.pptx_pieces import Place, box, paragraph, run, table
from planner.presenters.slide_rows import looks_of

HEAD = 22.0
"""Points that the name of a table takes above it."""
BETWEEN = 14.0
MOST_ROWS = 9
"""A table with more rows has a slide of its own; its heading is one."""


@dataclass(frozen=True)
class ShortTable:
    """A table that fits a slide with others: where it comes from, its cells, what was cut."""

    slide: Slide
    laid: Laid
    cut_off: Sequence[str]

    @property
    def height(self) -> float:
        """Return the points that it takes with its name and the space after it."""
        return HEAD + sum(self.laid.heights) + BETWEEN


def short_table(slide: Slide, parts: Sequence[Laid], cut_off: Sequence[str]) -> ShortTable | None:
    """Return a table that may share its slide; None for a longer one."""
    if len(parts) != 1 or len(parts[0].rows) > MOST_ROWS or not slide.chapter:
        return None
    return ShortTable(slide, parts[0], cut_off)


def shared(
    slides: Sequence[Slide], short: Callable[[Slide], ShortTable | None], room: float
) -> Iterator[Slide | list[ShortTable]]:
    """Give slides in their order; short tables that follow each other in a chapter as one list."""
    kept: list[ShortTable] = []
    for slide in slides:
        found = short(slide)
        if found is None or not is_room(kept, found, room):
            yield from alone_or_together(kept)
            kept = []
        if found is None:
            yield slide
        else:
            kept.append(found)
    yield from alone_or_together(kept)


def is_room(kept: Sequence[ShortTable], found: ShortTable, room: float) -> bool:
    """Say whether a table fits below others of its chapter, under the same marking."""
    is_of_them = all(
        (one.slide.chapter, one.slide.marking) == (found.slide.chapter, found.slide.marking)
        for one in kept
    )
    return is_of_them and sum(one.height for one in (*kept, found)) <= room + BETWEEN


def alone_or_together(kept: list[ShortTable]) -> Iterator[Slide | list[ShortTable]]:
    """Give what was kept for one slide: a table alone keeps the slide that it has."""
    if len(kept) == 1:
        yield kept[0].slide
    elif kept:
        yield kept


def pieces_of(
    tables: Sequence[ShortTable], body: Place, words: float, cells: float, language: str
) -> tuple[list[str], tuple[str, ...]]:
    """Return tables below each other, each under its name, and what their speaker is told.

    `words` and `cells` are the sizes of names and of what stands in the tables, in points.
    """
    side, top, room, _down = body
    pieces: list[str] = []
    notes: list[str] = []
    for number, one in enumerate(tables):
        slide, laid = one.slide, one.laid
        said = plain_text(f"{slide.name}. {slide.says}" if slide.says else slide.name)
        shown, _lines = fitted(said, room, words, 1)
        head = paragraph(run(shown, words, language, bold=True))
        pieces.append(box(30 + number, f"Name {number + 1}", (side, top, room, HEAD), head))
        place = (side, top + HEAD, room, sum(laid.heights))
        looks = looks_of(slide.table.columns) if slide.table else []
        name = plain_text(slide.title)
        pieces.append(table(50 + number, name, place, laid, looks, cells, language))
        top += one.height
        cut = [*([said] if shown != " ".join(said.split()) else []), *one.cut_off]
        notes += [*(_("In full: %(words)s", words=full) for full in cut), *slide.notes]
    return pieces, tuple(dict.fromkeys(notes))
