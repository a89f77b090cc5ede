"""The report on coverage of a period: in short, figures, gaps, outcomes, the next quarter."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.documents.asked import chosen_lines, review_asked
from planner.documents.chapters import (
    Chapter,
    ChapterOf,
    coverage_chapter,
    gaps_chapter,
    next_quarter_chapter,
    of_document,
)
from planner.documents.coverage_chapters import evidence_chapter, short_chapter
from planner.documents.papers import PaperKind, PaperMade, PaperTask, foot_of, paper_kind
from planner.jobs.registry import StepDone
from planner.pictures.tables import table_of
from planner.presenters.paper import Paper
from planner.reports.figures.tables import figure_lines
from planner.reports.page_parts import report_links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart
from planner.reports.period_notes import period_words
from planner.shapes.document import Document, Section
from planner.shapes.pictures import Squares
from planner.web.language import locale

OF_COVERAGE: tuple[ChapterOf, ...] = (
    short_chapter,
    coverage_chapter,
    partial(gaps_chapter, has_steps=True),
    evidence_chapter,
    next_quarter_chapter,
)
"""Its chapters in their order; each is a step of the work."""


def coverage_asked(key: str, query: str, today: date) -> ReportAsked | None:
    """Return what the page of coverage was asked for; RuleBroken where it is not understood."""
    return review_asked("coverage", query, today) if key == "report" else None


def coverage_report(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Ask each chapter, then put all of them into one document."""
    asked, links = task.subject, report_links()
    found: list[Chapter] = []
    for number, chapter in enumerate(OF_COVERAGE, 1):
        found.append(chapter(asked, links))
        yield StepDone(number, len(OF_COVERAGE))
    period = asked.scope.period
    sections = tuple(section for chapter in told_once(found) for section in sections_of(chapter))
    marking = of_document(found).label
    title = _("Coverage %(period)s", period=period_words(period))
    document = Document(title, marking, sections=sections)
    under = " · ".join(chosen_lines(asked))
    paper = Paper(document, under, foot_of(task.today), locale())
    return PaperMade(paper, f"coverage-{period.first}-{period.last}")


def told_once(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    """Give chapters without the notes that one before them has: period, day, release."""
    said: set[str] = set()
    for chapter in chapters:
        yield replace(chapter, notes=tuple(note for note in chapter.notes if note not in said))
        said.update(chapter.notes)


def sections_of(chapter: Chapter) -> Iterator[Section]:
    """Give the parts of a chapter that say anything, the last with how it is counted."""
    found = [section_of(part, chapter) for part in chapter.parts]
    kept = [one for one in found if not one.is_empty or one.absent]
    for place, one in enumerate(kept, 1):
        notes = chapter.notes if place == len(kept) else ()
        yield replace(one, remarks=(*one.remarks, *notes))


def section_of(part: ReportPart, chapter: Chapter) -> Section:
    """Return a part with its figures and pictures as tables, or with what it says of nothing."""
    own = str(part.title)
    title = own if own == chapter.title else f"{chapter.title}: {own}"
    figures = [figure_lines(part.title, part.figures)] if part.figures else []
    pictures = [table_of(one) for one in part.pictures if not isinstance(one, Squares)]
    tables = (*figures, *part.tables, *pictures)
    says = (part.says,) if part.says else ()
    found = Section(title, tables=tables, told=tuple(part.told), remarks=says)
    return replace(found, absent=part.says, remarks=()) if found.is_empty else found


COVERAGE = paper_kind(
    PaperKind(
        name="coverage",
        label=_l("Report on coverage"),
        make=coverage_report,
        find=coverage_asked,
        called=lambda asked: period_words(asked.scope.period),
        back=lambda _asked: url_for("reports.coverage"),
        holds=_l(
            "What the figures say, a line for each objective, objectives by partner, the gaps with"
            " their next steps, outcomes by evidence and the next quarter, for what is chosen on"
            " the page of coverage."
        ),
    )
)
