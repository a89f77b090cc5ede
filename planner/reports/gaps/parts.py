"""Gaps as a part of a document: how many of each kind, and the first lines of each."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.presenters.table import Column, Table
from planner.reports.choice import matrix_rows
from planner.reports.gaps.lines import GapLine
from planner.reports.gaps.sections import GapSection, sections
from planner.reports.measures.coverage import coverage
from planner.reports.measures.scope import Links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart

TOLD = 20
"""So many lines of a kind are told in a document; the page of gaps has all of them."""
KINDS = (
    Column(_l("Gap")),
    Column(_l("Number"), "number"),
    Column(_l("Where there is none")),
)
LINES = (Column(_l("What")), Column(_l("Detail")))
STEP = Column(_l("Next step"))


def gap_sections(asked: ReportAsked, links: Links) -> list[GapSection]:
    """Return the gaps of what is asked for, the first lines of each kind."""
    rows = matrix_rows(asked.objectives, "objective")
    found = coverage(asked.scope, rows, is_narrowed=asked.chooses_objectives)
    return sections(asked.scope, found, asked.objectives, links, TOLD)


def gap_parts(found: Sequence[GapSection], *, has_steps: bool = False) -> Iterator[ReportPart]:
    """Give every kind of gap with its number, then the lines of those that there are.

    With steps, each line says what to do about it, as the file of gaps does.
    """
    rows = [(one.title, one.number, None if one.number else one.none) for one in found]
    yield ReportPart(_("Kinds of gap"), tables=[Table(_("Kinds of gap"), KINDS, rows)])
    for one in found:
        if one.lines:
            yield ReportPart(one.title, tables=[line_table(one, has_steps)], says=more_words(one))


def line_table(found: GapSection, has_steps: bool) -> Table:
    """Return the lines of one kind of gap; the next step has a column where a line has one."""
    steps = [step_words(line) if has_steps else "" for line in found.lines]
    if not any(steps):
        return Table(found.title, LINES, [(line.text, line.details) for line in found.lines])
    rows = [(line.text, line.details, step) for line, step in zip(found.lines, steps, strict=True)]
    return Table(found.title, (*LINES, STEP), rows)


def step_words(line: GapLine) -> str:
    """Return the next step of a line, and the event that may be held again."""
    words, _address = line.step
    return "; ".join(filter(None, (words, line.again.words if line.again else "")))


def more_words(found: GapSection) -> str:
    """Return how many more there are than are told; nothing where that is none."""
    more = found.number - len(found.lines)
    if more <= 0:
        return ""
    return str(
        ngettext(
            "%(num)s more stands on the page of gaps.",
            "%(num)s more stand on the page of gaps.",
            more,
        )
    )
