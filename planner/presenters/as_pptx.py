"""Write a deck as slides for PowerPoint and LibreOffice: native charts and tables, 16:9.

The marking stands above and below on every slide. Nothing runs over: a table goes on over
further slides, a text that is too long ends in “…” and stands in full in the speaker's notes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.presenters.as_csv import Shown
from planner.presenters.cell import plain_text
from planner.presenters.deck import Deck, Slide
from planner.presenters.fitting import Laid, fitted, measured, parted
from planner.presenters.pptx_charts import add_chart
from planner.presenters.pptx_pieces import (
    SOFT,
    Place,
    box,
    emu,
    paragraph,
    run,
    slide_number,
    table,
)
from planner.presenters.pptx_slides import add_slide, title_box
from planner.presenters.slide_rows import MOST_SLIDES, heads_and_rows, looks_of, points_by_slide
from planner.presenters.slide_sharing import ShortTable, pieces_of, shared, short_table

if TYPE_CHECKING:  # a worker that makes no slides has no use for the library
    from pptx.presentation import Presentation
    from pptx.slide import Slide as WrittenSlide

    from planner.presenters.table import Table

ACROSS, DOWN, SIDE = 960.0, 540.0, 36.0
ROOM = ACROSS - 2 * SIDE
TITLE: Place = (SIDE, 26, ROOM, 34)
OPENING: Place = (SIDE, 170, ROOM, 60)
SAYS: Place = (SIDE, 62, ROOM, 32)
BODY: Place = (SIDE, 98, ROOM, 402)
FOOT = 514.0
SMALL, WORDS, TITLE_SIZE, CELL, CHART = 10, 12, 24, 11, 11
TITLE_ONLY = 5
"""The layout of the library's template that has a title and nothing else."""
FACE = ("Calibri", "Arial")


def as_pptx(deck: Deck, shown: Shown) -> bytes:
    """Give a deck as a file; `shown` writes a cell as a page does."""
    made = DeckOf(deck, shown)
    made.opening()
    for one in shared(deck.slides, made.short, BODY[3]):
        if isinstance(one, Slide):
            made.put(one)
        else:
            made.put_together(one)
    file = io.BytesIO()
    made.book.save(file)
    return file.getvalue()


class DeckOf:
    """A deck while it is being written."""

    def __init__(self, deck: Deck, shown: Shown) -> None:
        """Open an empty file of the right size and face."""
        self.deck, self.shown = deck, shown
        self.book = empty_book()
        self.run = partial(run, language=deck.language)
        known = self.book.core_properties
        known.title, known.subject = plain_text(deck.title)[:255], plain_text(deck.under)[:255]
        known.author, known.keywords = "Rapport", plain_text(deck.marking)[:255]
        known.language = deck.language

    def opening(self) -> None:
        """Write the first slide: the title, what it is of, by which choice."""
        lines = "".join(paragraph(self.run(one, 16, ink=SOFT)) for one in self.deck.lines)
        slide = Slide(self.deck.title, self.deck.marking, notes=tuple(map(str, self.deck.lines)))
        self.page(slide, box(20, "Lines", (SIDE, 250, ROOM, 220), lines), OPENING, 34)

    def put(self, slide: Slide) -> None:
        """Write a slide, over several where it is longer than one."""
        if slide.picture is not None:
            left, top, across, down = map(emu, BODY)
            page = self.page(slide)
            add_chart(page.shapes, slide.picture, (left, top, across, down), CHART)
        elif slide.table is not None:
            self.put_table(slide, slide.table)
        else:
            for words in points_by_slide(slide.told, BODY[2:], 16):
                points = "".join(paragraph(self.run(one, 16), is_point=True) for one in words)
                self.page(slide, box(20, "Points", BODY, points))

    def short(self, slide: Slide) -> ShortTable | None:
        """Return the table of a slide where it is short enough to share it."""
        if slide.table is None:
            return None
        return short_table(slide, *self.parted(slide.table))

    def parted(self, found: Table) -> tuple[list[Laid], list[str]]:
        """Return a table in the parts that fit a slide, and the words that were cut."""
        return parted(heads_and_rows(found, self.shown), BODY[2:], CELL)

    def put_together(self, tables: list[ShortTable]) -> None:
        """Write short tables of one chapter below each other, each under its name."""
        pieces, notes = pieces_of(tables, BODY, WORDS, CELL, self.deck.language)
        first = tables[0].slide
        self.page(Slide(first.chapter, first.marking, notes=notes), "".join(pieces))

    def put_table(self, slide: Slide, found: Table) -> None:
        """Write a table over as many slides as it needs, or as many as are shown of it."""
        parts, cut_off = self.parted(found)
        kept = parts[:MOST_SLIDES]
        said = [_("In full: %(words)s", words=one) for one in cut_off]
        if more := sum(len(one.rows) - 1 for one in parts[MOST_SLIDES:]):
            words = ngettext(
                "%(num)s more row stands in the report.",
                "%(num)s more rows stand in the report.",
                more,
            )
            slide = replace(slide, says=f"{slide.says} {words}".strip())
        slide = replace(slide, notes=(*slide.notes, *said))
        name, looks = plain_text(slide.title), looks_of(found.columns)
        for number, part in enumerate(kept, 1):
            mark = f" ({number}/{len(kept)})" if len(kept) > 1 else ""
            place = (*BODY[:3], sum(part.heights))
            drawn = table(20, name, place, part, looks, CELL, self.deck.language)
            self.page(replace(slide, title=f"{slide.title}{mark}"), drawn)

    def page(
        self, slide: Slide, body: str = "", at: Place = TITLE, size: float = TITLE_SIZE
    ) -> WrittenSlide:
        """Return a new slide with its title, its marking, its body and its foot."""
        whole, marking = plain_text(slide.title), plain_text(slide.marking)
        if measured(whole, size) > ROOM:
            size = size * 2 / 3
        words, _lines = fitted(whole, ROOM, size, 2)
        pieces = [title_box(words, at, size, self.deck.language), *self.frame(slide, marking)]
        lines = [str(one) for one in (slide.title, slide.says, *slide.notes) if str(one)]
        spoken = [marking, *lines]
        return add_slide(self.book, "".join([*pieces, body]), spoken, self.deck.language)

    def frame(self, slide: Slide, marking: str) -> Iterator[str]:
        """Give the marking above and below, what to see, the period, the number of the slide."""
        marked = paragraph(self.run(marking, WORDS, bold=True), "ctr")
        yield box(11, "Marking above", (SIDE, 6, ROOM, 16), marked)
        if slide.says:
            words, _lines = fitted(plain_text(slide.says), ROOM, WORDS, 2)
            yield box(10, "Says", SAYS, paragraph(self.run(words, WORDS, ink=SOFT)))
        yield box(12, "Marking below", (SIDE, FOOT, ROOM, 16), marked)
        foot, _lines = fitted(plain_text(self.deck.under), ROOM / 3, SMALL, 1)
        yield box(
            13, "Foot", (SIDE, FOOT, ROOM / 3, 16), paragraph(self.run(foot, SMALL, ink=SOFT))
        )
        number = paragraph(slide_number(SMALL, self.deck.language), "r")
        yield box(14, "Number", (ACROSS - SIDE - 60, FOOT, 60, 16), number)


def empty_book() -> Presentation:
    """Return a file without slides: 16:9, one layout, a face that every machine has."""
    import pptx
    from pptx.opc.constants import CONTENT_TYPE

    book: Presentation = pptx.Presentation()
    book.slide_width, book.slide_height = emu(ACROSS), emu(DOWN)
    for layout in [one for place, one in enumerate(book.slide_layouts) if place != TITLE_ONLY]:
        book.slide_layouts.remove(layout)
    for one in book.part.package.iter_parts():
        if one.content_type == CONTENT_TYPE.OFC_THEME:
            old, new = (name.encode() for name in FACE)
            one._blob = one.blob.replace(old, new)
    return book
