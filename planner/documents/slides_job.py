"""A review as slides, made chapter by chapter as long work."""

from collections.abc import Generator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.choices import Marking
from planner.clock import today
from planner.documents.asked import chosen_lines, review_asked, under_words
from planner.documents.chapters import CHAPTERS, Chapter, chapter_of, of_document
from planner.documents.slides import deck_of
from planner.jobs.registry import MadeFile, StepDone, Task, WorkEnd, job_kind
from planner.presenters.as_pptx import as_pptx
from planner.web.cells import cell

SLIDES = "slides"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def wants_of(page: str, query: str, words: str) -> dict[str, Any]:
    """Return a page, its filter and the words of it for the history as work is given them."""
    return {"page": page, "query": query, "words": words}


@job_kind(SLIDES, _l("Slides of a review"), "see")
def review_slides(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Ask each chapter with the rights of the moment, then write all of them into one file."""
    page, query = task.wants["page"], task.wants["query"]
    chapters: list[Chapter] = []
    for number in range(len(CHAPTERS)):
        chapters.append(chapter_of(number, review_asked(page, query, today())))
        yield StepDone(number + 1, len(CHAPTERS))
    file, marking = file_of(chapters, page, query, task.wants["words"])
    said = ngettext(
        "The file holds %(num)s slide, marked %(marking)s.",
        "The file holds %(num)s slides, marked %(marking)s.",
        file.rows,
        marking=str(marking.label),
    )
    return WorkEnd(str(said), file)


def slides_file(page: str, query: str) -> tuple[MadeFile, Marking]:
    """Return a review as one file for whoever is looking, with its highest marking."""
    asked = review_asked(page, query, today())
    chapters = [chapter_of(number, asked) for number in range(len(CHAPTERS))]
    return file_of(chapters, page, query, "")


def file_of(
    chapters: Sequence[Chapter], page: str, query: str, words: str
) -> tuple[MadeFile, Marking]:
    """Return chapters as a file, and the highest marking of them; `words` are for the history."""
    asked = review_asked(page, query, today())
    deck = deck_of(chapters, under_words(asked), chosen_lines(asked))
    period = asked.scope.period
    name = f"slides-{period.first}-{period.last}.pptx"
    made = MadeFile(name, PPTX, as_pptx(deck, cell), len(deck.slides), words)
    return made, of_document(chapters)
