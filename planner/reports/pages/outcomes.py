"""Outcomes: how often something came of it, how strong the evidence is, and what it was."""

from collections.abc import Iterator, Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.choices import STRENGTH_LABELS, OutcomeSign, OutcomeType
from planner.objectives.models import Objective
from planner.outcomes.filtering import VERIFIED
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.figures.yields import evidence_figures, yield_figures
from planner.reports.measures.outcomes_seen import latest_outcomes, outcomes_by_kind
from planner.reports.measures.scope import Links, Scope, query
from planner.reports.measures.yields import Yield, outcome_yield, yield_by_objective
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.reports.pictures.effort import effort_pictures
from planner.reports.pictures.of_results import evidence_pictures
from planner.reports.pictures.press import press_pictures

TOLD = 50
"""How many outcomes are told of by name; the list of outcomes has all of them."""
KIND_COLUMNS = (
    Column(_l("Type")),
    *(Column(sign.label, "number") for sign in OutcomeSign),
    Column(_l("Verified"), "number"),
)
YIELD_COLUMNS = (
    Column(_l("Objective")),
    Column(_l("Outcome yield (M11)"), "percent"),
    Column(_l("n"), "number"),
    Column(_l("Negative"), "number"),
    Column(_l("Window still open"), "number"),
)
STORY_COLUMNS = (
    Column(_l("Outcome")),
    Column(_l("Seen"), "day"),
    Column(_l("Objective")),
    Column(_l("Type")),
    Column(_l("Evidence")),
    Column(_l("Verified")),
)


@report(
    "outcomes",
    _l("Outcomes"),
    _l("What came of the events, how strong is the evidence, and what did harm?"),
    "no-answer",
    "unlinked",
    "yield-waiting",
)
def outcomes(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give M11 and M12, M11 of each objective, outcomes by type and sign, and the latest."""
    scope = asked.scope
    whole = outcome_yield(scope)
    yields = yield_by_objective(scope, [one.id for one in asked.objectives])
    yield ReportPart(
        _("Yield"),
        yield_figures(scope, links, whole),
        [yield_table(asked, yields, links)],
        pictures=effort_pictures(asked, yields, whole, links),
    )
    evidence = evidence_figures(scope, links)
    yield ReportPart(
        _("Evidence"), evidence, [kind_table(scope)], pictures=evidence_pictures(evidence)
    )
    yield ReportPart(_("Press"), pictures=press_pictures(scope))
    yield ReportPart(_("What came of it"), tables=[story_table(scope)])


def yield_table(asked: ReportAsked, found: Mapping[int, Yield], links: Links) -> Table:
    """Return M11 of each objective."""
    rows = [
        yield_row(one, found[one.id], asked.scope.of_objective(one.id), links)
        for one in asked.objectives
    ]
    return Table(_("Yield by objective"), YIELD_COLUMNS, rows)


def yield_row(one: Objective, found: Yield, own: Scope, links: Links) -> tuple[object, ...]:
    """Return the line of one objective."""
    return (
        Cell(f"{one.code} {one.name}", url_for("objectives.show", objective_id=one.id)),
        Cell(found.rate, links.rows("yielded", own)),
        Cell(found.rate.denominator, links.rows("yield-due", own)),
        Cell(found.harmed, links.rows("harmed", own)),
        Cell(found.waiting, links.rows("yield-waiting", own)),
    )


def outcome_list(scope: Scope, **more: str) -> str:
    """Return the address of the list of outcomes seen in a scope."""
    pairs: list[tuple[str, object]] = [("objective", key) for key in scope.objective_ids]
    pairs += [("nation", code) for code in scope.nation_codes]
    pairs += [("from", scope.period.first), ("to", scope.period.last), *more.items()]
    return f"{url_for('outcomes.index')}?{query(pairs)}"


def kind_table(scope: Scope) -> Table:
    """Return how many outcomes of each type were seen, by what they did to their objective."""
    found = outcomes_by_kind(scope)
    rows = [
        (
            kind.label,
            *(
                Cell(found[kind].of_sign(sign), outcome_list(scope, kind=kind, sign=sign))
                for sign in OutcomeSign
            ),
            Cell(found[kind].verified, outcome_list(scope, kind=kind, verified="yes")),
        )
        for kind in OutcomeType
        if kind in found
    ]
    return Table(_("By type, and whether it helps or harms"), KIND_COLUMNS, rows)


def story_table(scope: Scope) -> Table:
    """Return the latest outcomes of a scope, each leading to its page."""
    found, more = latest_outcomes(scope, TOLD)
    rows = [
        (
            Cell(one.title, url_for("outcomes.show", outcome_id=one.id)),
            one.seen_on,
            one.objective.code,
            one.kind.label,
            str(STRENGTH_LABELS[one.strength]),
            VERIFIED["yes" if one.is_verified else "no"],
        )
        for one in found
    ]
    words = ngettext(
        "%(number)s more stands in the list of outcomes.",
        "%(number)s more stand in the list of outcomes.",
        more,
        number=more,
    )
    return Table(_("The latest outcomes"), STORY_COLUMNS, rows, (words,) if more else ())
