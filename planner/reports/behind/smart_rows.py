"""What stands behind the numbers of the SMART check: the objectives that fail a letter."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from planner.choices import SmartLetter
from planner.reports.behind.leaves import proposed_objectives
from planner.reports.behind.plan_rows import row_of_objective
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.objectives_checked import failing, objectives_checked
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Label

LABELS: dict[SmartLetter, Label] = {
    SmartLetter.SPECIFIC: _l("Objectives that are not specific"),
    SmartLetter.MEASURABLE: _l("Objectives that are not measurable"),
    SmartLetter.ACHIEVABLE: _l("Objectives that are not achievable"),
    SmartLetter.RELEVANT: _l("Objectives that are not relevant"),
    SmartLetter.TIME_BOUND: _l("Objectives that are not time-bound"),
}


def behind_letter(letter: SmartLetter) -> Callable[[Scope], Iterator[RowBehind]]:
    """Return what gives the objectives of a scope of which a letter fails, each with why."""

    def rows(scope: Scope) -> Iterator[RowBehind]:
        for one, check in failing(objectives_checked(scope), letter):
            yield replace(row_of_objective(one), detail=check.why(letter) or "")

    return rows


def all_checked(scope: Scope) -> Iterator[RowBehind]:
    """Give the objectives that were checked, each with every letter that fails."""
    for one, check in objectives_checked(scope):
        yield replace(row_of_objective(one), detail=check.reasons or "")


behind("smart-checked", _l("Objectives checked"), leaves=proposed_objectives)(all_checked)
for one_letter, words in LABELS.items():
    behind(f"smart-{one_letter.value}", words, leaves=proposed_objectives)(
        behind_letter(one_letter)
    )
