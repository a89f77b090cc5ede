"""Chapters as slides: what a report tells under each heading, one thing to look at a slide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from flask_babel import gettext as _

from planner.documents.chapters import Chapter, of_document
from planner.pictures.tables import table_of
from planner.presenters.deck import Deck, Slide
from planner.presenters.pptx_charts import is_drawn
from planner.reports.figures.tables import figure_lines
from planner.reports.pages.registry import ReportPart
from planner.shapes.figure import Figure
from planner.shapes.pictures import Bullets, Picture, Squares
from planner.web.cells import cell, sentence
from planner.web.figure_words import n_words
from planner.web.language import locale
from planner.web.left_out import left_out_notes

BULLETS = 10
"""So many bars with their names fit one slide."""


def deck_of(found: Sequence[Chapter], under: str, lines: Sequence[str]) -> Deck:
    """Return the slides of chapters; `under` is their period, `lines` what was asked for."""
    slides = [slide for chapter in found for slide in slides_of(chapter)]
    title, marking = _("Review of the engagement plan"), of_document(found).label
    return Deck(title, under, lines, marking, slides, locale().replace("_", "-"))


def slides_of(chapter: Chapter) -> Iterator[Slide]:
    """Give the slides of one chapter; a part without anything has one where it says why."""
    for part in chapter.parts:
        found = list(slides_of_part(part))
        if not found and part.says:
            found = [Slide("", "", told=[str(part.says)])]
        for one in found:
            yield titled(one, chapter, part)


def titled(slide: Slide, chapter: Chapter, part: ReportPart) -> Slide:
    """Return a slide with the title of its part, and with what all of the chapter is told."""
    own = str(part.title)
    title = own if own == chapter.title else f"{chapter.title}: {own}"
    notes = (*slide.notes, *chapter.notes)
    return replace(
        slide,
        title=title,
        marking=chapter.marking.label,
        notes=notes,
        chapter=chapter.title,
        name=own,
    )


def slides_of_part(part: ReportPart) -> Iterator[Slide]:
    """Give what stands under one heading: sentences, figures, pictures, tables."""
    says = str(part.says)
    if part.told:
        yield Slide("", "", told=[sentence(one) for one in part.told])
    if part.figures:
        notes = tuple(note for one in part.figures for note in figure_notes(one))
        yield Slide("", "", table=figure_lines(part.title, part.figures), notes=notes)
    for picture in part.pictures:
        yield from slides_of_picture(picture)
    for table in part.tables:
        if table.rows:
            own = str(table.title)
            words = own if own != str(part.title) and not says else says
            notes = tuple(map(str, table.notes))
            yield Slide("", "", says=words, table=table, notes=notes)


def figure_notes(found: Figure) -> Iterator[str]:
    """Give what a speaker needs to know of a figure: how it is counted, n, what is left out."""
    words = f"{found.label} ({found.code}): {cell(found)}. {found.how}."
    n = n_words(found)
    yield f"{words} n: {n}." if n else words
    yield from left_out_notes(found.left_out)


def slides_of_picture(picture: Picture) -> Iterator[Slide]:
    """Give a picture as a chart, over several slides where it is long, else as its table."""
    says = str(picture.says)
    if isinstance(picture, Squares):  # the table of partners beside it says the same
        return
    if not is_drawn(picture):
        table = table_of(picture)
        yield Slide("", "", says=f"{picture.title}. {says}", table=table)
        return
    for part in parts_of(picture):
        notes = tuple(sentences_of(part))
        yield Slide("", "", says=f"{picture.title}. {says}", picture=part, notes=notes)


def parts_of(picture: Picture) -> Iterator[Picture]:
    """Give a picture in parts that a slide can hold; of bullets those with data alone."""
    if not isinstance(picture, Bullets):
        yield picture
        return
    known = [one for one in picture.bullets if one.reached is not None]
    slides = ceil(len(known) / BULLETS)
    for number in range(slides):
        first, after = (len(known) * place // slides for place in (number, number + 1))
        yield replace(picture, bullets=tuple(known[first:after]))


def sentences_of(picture: Picture) -> Iterator[str]:
    """Give the values of a chart in words, a line for each name."""
    table = table_of(picture)
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        yield " · ".join(cell(getattr(one, "value", one), head.kind) for one, head in pairs)
