"""Overview: what the figures of a period say, in sentences, and how they moved (M5 to M19)."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.objectives.lights import ObjectiveLight
from planner.objectives.models import Objective
from planner.objectives.progress import Light
from planner.presenters.table import Table
from planner.reports.choice import matrix_rows
from planner.reports.figures.execution import execution_figures
from planner.reports.figures.required import coverage_figures
from planner.reports.figures.timeliness import promise_figures, report_figure
from planner.reports.figures.yields import yield_figures
from planner.reports.forms import OverviewForm
from planner.reports.measures.counts import Key
from planner.reports.measures.coverage import coverage, narrowed
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.lights import lights
from planner.reports.measures.scope import Links, asked_again, query
from planner.reports.measures.yields import outcome_yield
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.newly import newly
from planner.reports.pages.registry import ReportPart, report
from planner.reports.pages.scorecard import in_order
from planner.reports.pages.trend import LINES, columns_of, row_of, told_of
from planner.reports.periods import earlier
from planner.reports.pictures.by_partner import partner_pictures
from planner.reports.pictures.by_quarter import quarter_pictures
from planner.shapes.figure import Figure, Opened, Rate, Sentence

WANTING = 3
"""How many objectives are named that lack most."""


@report(
    "overview",
    _l("Overview"),
    _l("Where do we stand, what is wanting, and what moved?"),
    "unanswered",
    "unlinked",
    "unreported",
    form=OverviewForm,
)
def overview(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give sentences, key figures, and the figures beside those of the period before."""
    objectives = in_order(asked.objectives)
    scope = narrowed(asked.scope, (one.id for one in objectives))
    rows = matrix_rows(objectives, "objective")
    quarters = coverage(scope, rows, across="quarter", is_narrowed=True)
    found = quarters.by_nation or quarters
    lit = lights(found, scope.today, objectives) if objectives else {}
    key = key_figures(asked, found, links)
    told = [*light_sentences(asked, lit), *gap_sentences(found, objectives, links)]
    told += rate_sentences(key)
    yield ReportPart(_("In short"), told=told)
    pictures = [*quarter_pictures(quarters, links), *partner_pictures(found, links)]
    yield ReportPart(_("In pictures"), pictures=pictures)
    yield ReportPart(_("Key figures"), key)
    yield from newly(asked, links)
    yield ReportPart(_("What changed"), tables=[changed(asked, links)])


def key_figures(asked: ReportAsked, found: Coverage, links: Links) -> list[Figure]:
    """Return the figures a chief asks for first: M5, M9, M11, M13, M14."""
    by_cell = coverage_figures(found, links, [one.id for one in asked.objectives])
    return [
        execution_figures(asked.scope, links)[0],
        by_cell[1],
        yield_figures(asked.scope, links, outcome_yield(asked.scope))[0],
        promise_figures(asked.scope, links)[0],
        report_figure(asked.scope, links),
    ]


def light_sentences(asked: ReportAsked, lit: dict[Key, ObjectiveLight]) -> Iterator[Sentence]:
    """Say how many objectives are on track, of those of which anything can be said."""
    known = [one.light for one in lit.values() if one.light is not Light.GREY]
    address = f"{url_for('reports.scorecard')}?{query(asked_again(asked.scope))}"
    if not known:
        yield Sentence(_("No objective has a light in this period: nothing is required yet."))
        return
    good = sum(light is Light.GREEN for light in known)
    words = ngettext(
        "%(good)s of %(lit)s objective is on track.",
        "%(good)s of %(lit)s objectives are on track.",
        len(known),
        good="%(good)s",
        lit="%(lit)s",
    )
    yield Sentence(words, {"good": Opened(good, address), "lit": len(known)}, "on-track")
    if grey := len(lit) - len(known):
        words = ngettext(
            "%(grey)s more has no light.", "%(grey)s more have no light.", grey, grey="%(grey)s"
        )
        yield Sentence(words, {"grey": grey}, "no-light")


def gap_sentences(
    found: Coverage, objectives: Sequence[Objective], links: Links
) -> Iterator[Sentence]:
    """Say of the objectives that lack most what is wanting and what of it is approved ahead."""
    gaps = [(found.figures[one.id, None], one) for one in objectives]
    lacking = sorted((row for row in gaps if row[0].gap), key=lambda row: -(row[0].gap or 0))
    for figures, one in lacking[:WANTING]:
        gap, ahead = figures.gap or 0, (figures.gap or 0) - (figures.residual or 0)
        wants = ngettext(
            "%(objective)s needs %(gap)s more event",
            "%(objective)s needs %(gap)s more events",
            gap,
            objective="%(objective)s",
            gap="%(gap)s",
        )
        has = _("none of them is approved and ahead.")
        if ahead:
            has = ngettext(
                "%(ahead)s is approved and ahead.",
                "%(ahead)s are approved and ahead.",
                ahead,
                ahead="%(ahead)s",
            )
        own = found.scope.of_objective(one.id)
        values = {
            "objective": one.code,
            "gap": Opened(gap, links.gap_rows(own)),
            "ahead": ahead,
        }
        yield Sentence(f"{wants}; {has}", values, "needs")


def rate_sentence(found: Figure, number: int) -> Sentence:
    """Say a rate by both its parts, in singular or plural of the whole."""
    words = {
        "M5": ngettext(
            "%(part)s of %(n)s planned event was executed.",
            "%(part)s of %(n)s planned events were executed.",
            number,
            part="%(part)s",
            n="%(n)s",
        ),
        "M11": ngettext(
            "%(part)s of %(n)s event whose time for outcomes has passed brought a verified one.",
            "%(part)s of %(n)s events whose time for outcomes has passed brought a verified one.",
            number,
            part="%(part)s",
            n="%(n)s",
        ),
        "M13": ngettext(
            "%(part)s of %(n)s follow-up was kept on time.",
            "%(part)s of %(n)s follow-ups were kept on time.",
            number,
            part="%(part)s",
            n="%(n)s",
        ),
        "M14": ngettext(
            "%(part)s of %(n)s report was written in time.",
            "%(part)s of %(n)s reports were written in time.",
            number,
            part="%(part)s",
            n="%(n)s",
        ),
    }
    parts = found.n.words.values if found.n else {}
    return Sentence(words[found.code], parts, found.code)


def rate_sentences(figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Give a sentence for each rate with data that has one."""
    for one in figures:
        if isinstance(one.value, Rate) and one.value.denominator and one.code != "M9":
            yield rate_sentence(one, one.value.denominator)


def changed(asked: ReportAsked, links: Links) -> Table:
    """Return the figures of the period beside those of the one before."""
    (before,) = earlier(asked.scope.period, 1)
    told = [told_of(asked.scope.in_period(one)) for one in (before, asked.scope.period)]
    columns, rows = columns_of(told)[:-1], [row_of(one, told, links)[:-1] for one in LINES]
    return Table(_("Beside the period before"), columns, rows)
