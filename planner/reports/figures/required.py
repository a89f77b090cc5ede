"""M7, M9 and M10: how broadly the plan is served, and what of it is still wanting."""

from collections.abc import Sequence

from flask_babel import gettext as _

from planner.reports.figures.parts import rate_figure
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.execution import breadth
from planner.reports.measures.scope import Links
from planner.shapes.figure import Count, Figure, Opened, Sentence, Unit


def coverage_figures(found: Coverage, links: Links, ids: Sequence[int]) -> list[Figure]:
    """Return M7, M9 and M10; the coverage is one by nation."""
    return [
        breadth_figure(found, links, ids),
        cells_figure(found, links),
        *gap_figures(found, links),
    ]


def breadth_figure(found: Coverage, links: Links, ids: Sequence[int]) -> Figure:
    """Return M7."""
    return rate_figure(
        "M7",
        _("Breadth"),
        breadth(found.scope, ids, found.executed_by_objective),
        _("Objectives with an executed event that gives them a tenth or more ÷ objectives"),
        Unit.OBJECTIVES,
        links.rows_of("served", found.scope),
        links.rows_of("objectives", found.scope),
    )


def cells_figure(found: Coverage, links: Links) -> Figure:
    """Return M9."""
    return rate_figure(
        "M9",
        _("Cells covered"),
        found.cells_covered,
        _("Objective and partner with as many executed events as required ÷ with any required"),
        Unit.CELLS,
        links.rows_of("cells-met", found.scope),
        links.rows_of("cells", found.scope),
    )


def gap_figures(found: Coverage, links: Links) -> list[Figure]:
    """Return M10: the gap, and what is left of it after all that is approved and ahead."""
    whole, n = found.figures[None, None], required_n(found, links)
    return [
        Figure(
            "M10",
            _("Gap"),
            whole.gap,
            Unit.REQUIRED,
            _("Required − executed, never below 0, added over all cells"),
            links.gap_rows(found.scope),
            n,
        ),
        Figure(
            "M10",
            _("Residual gap"),
            whole.residual,
            Unit.REQUIRED,
            _("Required − executed − approved and ahead, never below 0, added over all cells"),
            links.rows_of("residual", found.scope),
            n,
        ),
    ]


def required_n(found: Coverage, links: Links) -> Count | None:
    """Return of how many required events a gap is; of a part of a year, what was held of it too.

    Nothing where no requirement can be stated.
    """
    whole, scope = found.figures[None, None], found.scope
    if whole.required is None:
        return None
    required = Opened(whole.required, links.rows_of("required", scope))
    if scope.period.is_of_whole_years:
        words = Sentence(_("of %(number)s required"), {"number": required})
        return Count(whole.required, Unit.REQUIRED, words)
    to_date = links.rows("executed", scope.in_period(scope.period.to_date))
    words = Sentence(
        _(
            "of %(number)s required in %(years)s, %(filled)s of them met by %(day)s; "
            "%(held)s executed by then, %(added)s in the period"
        ),
        {
            "number": required,
            "years": ", ".join(year.name for year in scope.period.years),
            "filled": whole.wanted.filled if whole.wanted else None,
            "day": scope.period.last,
            "held": Opened(whole.held, to_date),
            "added": Opened(whole.executed, links.rows("executed", scope)),
        },
    )
    return Count(whole.required, Unit.REQUIRED, words)
