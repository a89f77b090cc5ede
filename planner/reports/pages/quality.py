"""Data quality: what the records of a period lack, each with its rows."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import SmartLetter
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.figures.complete import complete_figure
from planner.reports.forms import OwnedForm
from planner.reports.measures.completeness import unverified_outcomes
from planner.reports.measures.objectives_checked import failing, objectives_checked
from planner.reports.measures.scope import Links, Scope, query
from planner.reports.measures.totals import numbers
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.shapes.figure import Label, Rate

LACKS: tuple[tuple[str, str, Label], ...] = (
    ("unlinked", "executed", _l("Executed without an objective")),
    ("people-unknown", "executed", _l("Executed, number of people not known")),
    ("without-host", "executed", _l("Executed, host not said")),
    ("uncosted", "executed", _l("Executed, actual cost not known")),
    ("unreported", "executed", _l("Executed without a report")),
    ("no-answer", "executed", _l("Executed, and nobody said what came of it")),
    ("executed-unowned", "executed", _l("Executed without an owner")),
    ("vague", "executed", _l("Executed, known to the month or the year only")),
)
"""What executed events lack: the measure, of what it is a part, and its words."""
OPEN: tuple[tuple[str, Label], ...] = (
    ("unanswered", _l("Approved, last day passed, and nobody said whether it took place")),
    ("unapproved", _l("Planned for the period, not yet approved")),
    ("undated", _l("Without any day, in whatever period")),
)
"""What plans leave open."""
COLUMNS = (
    Column(_l("What is missing")),
    Column(_l("Events"), "number"),
    Column(_l("Share"), "percent"),
)


@report(
    "quality",
    _l("Data quality"),
    _l("What do the records lack, so that a figure cannot count it?"),
    form=OwnedForm,
)
def quality(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give the share of complete records, what each lacks, and what is left open."""
    scope = asked.scope
    names = [*(name for name, _whole, _words in LACKS), *(name for name, _words in OPEN)]
    found = numbers(scope, ["executed", "complete", *names])
    complete = complete_figure(scope, links, found)
    yield ReportPart(_("Executed events"), [complete], [lack_table(found, scope, links)])
    yield ReportPart(_("Left open"), tables=[open_table(found, scope, links)])
    yield ReportPart(
        _("Objectives that fail the SMART check"),
        tables=[smart_table(scope, links)],
        says=_("As they stand today; the objectives are those in force in the period."),
    )


def lack_table(found: dict[str, int], scope: Scope, links: Links) -> Table:
    """Return what executed events lack, the most frequent first."""
    known = sorted(LACKS, key=lambda one: -found[one[0]])
    rows = [
        (
            str(words),
            Cell(found[name], links.rows(name, scope)),
            Rate(found[name], found[whole]),
        )
        for name, whole, words in known
    ]
    return Table(_("What executed events lack"), COLUMNS, rows)


def open_table(found: dict[str, int], scope: Scope, links: Links) -> Table:
    """Return what plans leave open, and the outcomes that nobody has verified."""
    rows = [(str(words), Cell(found[name], links.rows(name, scope))) for name, words in OPEN]
    pairs = [("verified", "no"), ("from", scope.period.first), ("to", scope.period.last)]
    pairs += [("nation", code) for code in scope.nation_codes]
    pairs += [("objective", key) for key in scope.objective_ids]
    address = f"{url_for('outcomes.index')}?{query(pairs)}"
    rows.append((_("Outcomes seen, not verified yet"), Cell(unverified_outcomes(scope), address)))
    columns = (Column(_("What is open")), Column(_("Number"), "number"))
    return Table(_("What is left open"), columns, rows)


def smart_table(scope: Scope, links: Links) -> Table:
    """Return of how many objectives each letter of the SMART check fails."""
    checked = objectives_checked(scope)
    rows: list[tuple[object, ...]] = [
        (
            f"{letter.letter} {letter.label}",
            Cell(number, links.rows_of(f"smart-{letter.value}", scope)),
            Rate(number, len(checked)),
        )
        for letter in SmartLetter
        for number in [len(failing(checked, letter))]
    ]
    whole = Cell(len(checked), links.rows_of("smart-checked", scope))
    rows.append((_("Objectives checked"), whole, None))
    columns = (
        Column(_("Letter")),
        Column(_("Objectives"), "number"),
        Column(_("Share"), "percent"),
    )
    return Table(_("Objectives that fail the SMART check"), columns, rows)
