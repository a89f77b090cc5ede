"""A review as slides, made chapter by chapter as long work."""

from collections.abc import Generator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.clock import today
from planner.documents.asked import chosen_lines, review_asked, under_words
from planner.documents.chapters import CHAPTERS, Chapter, chapter_of
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
    asked = review_asked(page, query, today())
    deck = deck_of(chapters, under_words(asked), chosen_lines(asked))
    period, number = asked.scope.period, len(deck.slides)
    name = f"slides-{period.first}-{period.last}.pptx"
    file = MadeFile(name, PPTX, as_pptx(deck, cell), number, task.wants["words"])
    said = ngettext(
        "The file holds %(num)s slide, marked %(marking)s.",
        "The file holds %(num)s slides, marked %(marking)s.",
        number,
        marking=str(deck.marking),
    )
    return WorkEnd(str(said), file)
