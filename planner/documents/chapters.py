"""The chapters of a review: what a report tells, how it is marked, what it leaves out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from planner.choices import Marking
from planner.events.models import Event
from planner.reports.coverage.parts import coverage_parts
from planner.reports.figures.left_out import OF_MATRIX, all_left_out, left_out_of
from planner.reports.gaps.parts import gap_parts, gap_sections
from planner.reports.gaps.views import named
from planner.reports.measures.scope import Links, Scope, asked_again, query
from planner.reports.page_parts import report_links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.next_quarter import events_of_quarter, quarter_after, quarter_parts
from planner.reports.pages.registry import REPORTS, ReportPart
from planner.reports.period_notes import period_words
from planner.reports.report_markings import contact_marking, report_marking, report_release
from planner.shapes.figure import Label
from planner.web.addresses import absolute
from planner.web.day_words import day
from planner.web.left_out import left_out_notes


@dataclass(frozen=True)
class Chapter:
    """What one report says for a period: values and words, no row of the database."""

    title: str
    parts: Sequence[ReportPart]
    marking: Marking
    notes: tuple[str, ...]
    """Its period, to whom it may be released, what it leaves out, where its page is."""


ChapterOf = Callable[[ReportAsked, Links], Chapter]
TOLD_ONCE = "partner-tiles"
"""The picture of two reports that a document shows in coverage alone."""


def made(
    title: Label,
    scope: Scope,
    parts: Sequence[ReportPart],
    page: str,
    left_out: Sequence[str] = (),
    events: Sequence[Event] = (),
) -> Chapter:
    """Return a chapter with its marking and its notes, as the page and its files have them."""
    address = absolute(f"{page}?{query(asked_again(scope))}")
    notes = (*of_period(scope), *report_release(scope, events), *left_out)
    marking = report_marking(scope, events)
    return Chapter(str(title), parts, marking, (*notes, _("Page: %(address)s", address=address)))


def of_period(scope: Scope) -> tuple[str, str]:
    """Return the period and the day of a chapter with days as people read them."""
    period = scope.period
    return (
        _("Period: %(first)s to %(last)s", first=day(period.first), last=day(period.last)),
        _("As of: %(day)s", day=day(scope.today)),
    )


def declared(name: str) -> ChapterOf:
    """Return what makes a chapter of a declared report."""

    def chapter(asked: ReportAsked, links: Links) -> Chapter:
        found = REPORTS[name]
        left_out = left_out_notes(left_out_of(found.leaves, asked.scope, links))
        parts = [without_tiles(one) for one in found.parts(asked, links)]
        return made(found.title, asked.scope, parts, url_for(f"reports.{name}"), left_out)

    return chapter


def without_tiles(part: ReportPart) -> ReportPart:
    """Return a part without the picture that another chapter shows."""
    return replace(part, pictures=[one for one in part.pictures if one.name != TOLD_ONCE])


def partners_chapter(asked: ReportAsked, links: Links) -> Chapter:
    """Return the chapter of partners, marked as every contact before and after the period too."""
    chapter = declared("partners")(asked, links)
    return replace(chapter, marking=max(chapter.marking, contact_marking(asked.scope)))


def coverage_chapter(asked: ReportAsked, links: Links) -> Chapter:
    """Return the chapter of coverage."""
    left_out = left_out_notes(left_out_of(OF_MATRIX, asked.scope, links))
    parts = list(coverage_parts(asked, links))
    return made(_("Coverage"), asked.scope, parts, url_for("reports.coverage"), left_out)


def gaps_chapter(asked: ReportAsked, links: Links, *, has_steps: bool = False) -> Chapter:
    """Return the chapter of gaps; with steps, each line says what to do about it."""
    found = gap_sections(asked, links)
    left_out = left_out_notes(all_left_out(found))
    parts, events = list(gap_parts(found, has_steps=has_steps)), named(found)
    return made(_("Gaps"), asked.scope, parts, url_for("reports.gaps"), left_out, events)


def next_quarter_chapter(asked: ReportAsked, _links: Links) -> Chapter:
    """Return the chapter of the quarter to come."""
    scope = asked.scope.in_period(quarter_after(asked.scope))
    found = events_of_quarter(scope)
    parts = list(quarter_parts(scope, found))
    events = [one for several in found.values() for one in several]
    title = _("Next quarter: %(quarter)s", quarter=period_words(scope.period))
    return made(title, scope, parts, url_for("reports.coverage"), events=events)


CHAPTERS: tuple[ChapterOf, ...] = (
    declared("overview"),
    coverage_chapter,
    gaps_chapter,
    declared("outcomes"),
    declared("scorecard"),
    partners_chapter,
    next_quarter_chapter,
)
"""The chapters of a review in their order; each is a step of the work."""


def chapter_of(number: int, asked: ReportAsked) -> Chapter:
    """Return one chapter of a review."""
    return CHAPTERS[number](asked, report_links())


def of_document(found: Sequence[Chapter]) -> Marking:
    """Return the highest marking of several chapters."""
    return max((one.marking for one in found), default=Marking.PUBLIC)
