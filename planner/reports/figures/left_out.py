"""What figures could not count, and why: each figure carries its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from flask_babel import lazy_gettext as _l

from planner.reports.measures.effort import Activity
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import numbers
from planner.reports.measures.yields import Yield
from planner.shapes.figure import Figure, LeftOut

WHY = (
    (
        "M1",
        "without-days",
        _l("known to the month or the year only: counted as events, never as days"),
    ),
    (
        "M2",
        "without-people",
        _l("without any number of people: left out of person-days"),
    ),
    (
        "M2",
        "estimated-people",
        _l("with planned numbers of people only: person-days are estimated"),
    ),
    (
        "M5",
        "unanswered",
        _l("approved, with the last day passed, and nobody said whether they took place"),
    ),
    (
        "M7",
        "unlinked",
        _l("executed without an objective: in totals, in no objective’s figures"),
    ),
    (
        "M11",
        "yield-waiting",
        _l("executed with the outcome window still open: not in the outcome yield yet"),
    ),
    ("M14", "unreported", _l("executed without a report")),
)
"""By the formula that leaves them out: the measure that counts them, and why."""
WHY_ELSEWHERE = (
    (
        "M10",
        "unapproved",
        _l("planned and not approved yet: counted for no requirement"),
    ),
    ("M10", "undated", _l("without any day yet: in no period, whichever is asked for")),
    ("M5", "planned-cancelled", _l("planned, then cancelled: counted for no requirement")),
    ("M5", "planned-postponed", _l("planned, then postponed: counted for no requirement")),
    ("M18", "without-host", _l("executed, and nobody said who hosted: neither ours nor theirs")),
    ("M24", "uncosted", _l("executed, actual cost not known: in no amount")),
    ("M12", "no-answer", _l("executed, and nobody said what came of them: no outcome to count")),
)
"""The same of what no single figure carries: of gaps, and of the rows behind numbers."""
OF_REQUIREMENTS = (
    "unanswered",
    "unlinked",
    "unapproved",
    "undated",
    "planned-cancelled",
    "planned-postponed",
)
"""What is not held against requirements, so that a gap stays open beside it."""
OF_OBJECTIVES = ("without-days", "without-people", "yield-waiting")
"""What the figures of each objective leave out; what serves none has a line of its own."""
OF_PARTNERS = ("without-days", "without-people")
OF_MATRIX = ("unanswered", "unlinked", "yield-waiting")
"""What the cells of coverage leave out or cannot place."""
COUNTED = ("unanswered", "unlinked", "unreported")


def count_left_out(scope: Scope, found: Activity, came: Yield) -> dict[str, int]:
    """Return how many events the figures of a scope left out, by measure."""
    return {
        "without-days": found.imprecise,
        "without-people": found.without_people,
        "estimated-people": found.effort.estimated,
        "yield-waiting": came.waiting,
        **numbers(scope, COUNTED),
    }


def left_out(
    scope: Scope, links: Links, counted: Mapping[str, int]
) -> dict[str, tuple[LeftOut, ...]]:
    """Return what was left out, by the code of the formula."""
    return {
        code: tuple(
            LeftOut(why, counted[measure], links.rows(measure, scope))
            for other, measure, why in WHY
            if other == code
        )
        for code, _measure, _why in WHY
    }


def left_out_of(
    measures: Sequence[str], scope: Scope, links: Links, known: Mapping[str, int] | None = None
) -> list[LeftOut]:
    """Return what a table left out, by the measures that count it, asked for unless known."""
    counted = numbers(scope, measures) if known is None else known
    return [
        LeftOut(why, counted[measure], links.rows(measure, scope))
        for _code, measure, why in (*WHY, *WHY_ELSEWHERE)
        if measure in measures
    ]


def carrying(figures: Sequence[Figure], found: dict[str, tuple[LeftOut, ...]]) -> list[Figure]:
    """Return figures, each with what it left out."""
    return [replace(one, left_out=found.get(one.code, ())) for one in figures]


class LeavesOut(Protocol):
    """Whatever carries what it left out: a figure, or a section of gaps."""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was left out, and why."""


def all_left_out(figures: Iterable[LeavesOut]) -> list[LeftOut]:
    """Return what figures left out, each reason once."""
    return list(dict.fromkeys(one for figure in figures for one in figure.left_out))
