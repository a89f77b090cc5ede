"""What is wanted with a partner this year, objective by objective, beside what was done (M10)."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.counts import OTHER
from planner.reports.measures.coverage import narrowed
from planner.reports.measures.coverage_cells import Figures, Heading
from planner.reports.measures.scope import Links, Scope
from planner.reports.nation.story import NationStory, rows_told
from planner.shapes.document import Fact, Onward, Section

COLUMNS = (
    Column(_l("Objective")),
    Column(_l("Wanted"), "number"),
    Column(_l("Executed"), "number"),
    Column(_l("Approved and ahead"), "number"),
    Column(_l("Gap (M10)"), "number"),
    Column(_l("Neither held nor approved"), "number"),
)
DONE = (
    ("planned", _l("Planned")),
    ("executed", _l("Executed")),
    ("outcome-backed", _l("Outcome-backed")),
    ("ahead", _l("Approved and ahead")),
)


def wanted_section(story: NationStory, links: Links) -> Section:
    """Return what is wanted and done as a part of the page."""
    scope, whole = story.scope, story.whole
    numbers = (whole.planned, whole.executed, whole.backed, whole.ahead)
    facts = tuple(
        Fact(label, number, links.rows(name, scope))
        for (name, label), number in zip(DONE, numbers, strict=True)
    )
    return Section(
        _("Wanted in %(year)s, and done", year=scope.period.name),
        facts,
        (wanted_table(story, links),),
        onward=(Onward(_("All requirements of the year"), requirements_address(story)),),
        href=url_for("reports.coverage", nation=story.nation.code),
    )


def requirements_address(story: NationStory) -> str:
    """Return the address of the grid in which the year's requirements stand."""
    plans = [row.plan_id for row in story.coverage.rows if row.key in rows_told(story)]
    plan_id = next((key for key in plans if key is not None), None)
    year = story.scope.period.years[0].name
    return url_for("requirements.index", year=year if plan_id else None, plan=plan_id)


def wanted_table(story: NationStory, links: Links) -> Table:
    """Return a line for each objective with anything wanted, planned or done with the partner."""
    shown = set(rows_told(story))
    rows = [
        row_of(one, story.coverage.figures[one.key, None], story.scope, links)
        for one in story.coverage.rows
        if one.key in shown
    ]
    return Table(_("By objective"), COLUMNS, rows, proposed_note(story))


def proposed_note(story: NationStory) -> tuple[str, ...]:
    """Return how many wanted events are proposals that nobody agreed yet."""
    if not story.proposed:
        return ()
    words = _("Proposed and not yet agreed, so not counted here: %(number)s.")
    return (words % {"number": story.proposed},)


def row_of(one: Heading, found: Figures, scope: Scope, links: Links) -> tuple[object, ...]:
    """Return the line of an objective; nothing is wanted of objectives without a row."""
    own = narrowed(scope, one.objective_ids)
    is_other = one.key == OTHER or not found.required
    href = None if one.key == OTHER else url_for("objectives.show", objective_id=one.key)
    return (
        Cell(f"{one.detail} {one.label}".strip(), href),
        None if is_other else Cell(found.required, links.rows_of("required", own)),
        Cell(found.executed, links.rows("executed", own)),
        Cell(found.ahead, links.rows("ahead", own)),
        None if is_other else Cell(found.gap, links.gap_rows(own)),
        None if is_other else Cell(found.residual, links.rows_of("residual", own)),
    )
