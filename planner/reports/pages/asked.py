"""What a request asks a report of: the form, the scope, and the objectives that are in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from planner.objectives.models import Objective
from planner.objectives.queries import plans as all_plans
from planner.reports.choice import choice_of, chosen_objectives, scope_of
from planner.reports.choices_offered import read_form
from planner.reports.forms import PeriodForm
from planner.reports.measures.coverage import narrowed
from planner.reports.measures.scope import Scope


@dataclass(frozen=True)
class ReportAsked:
    """A report's form as the address fills it, its scope, and its objectives in their order."""

    form: PeriodForm
    scope: Scope
    objectives: Sequence[Objective]
    chooses_objectives: bool = False
    """Whether only some objectives are wanted."""
    query: tuple[tuple[str, str], ...] = ()
    """What was asked, so that it can be asked again with something beside."""


def report_asked(
    made: type[PeriodForm], query: MultiDict[str, str], today: date, *, leaves: bool = False
) -> ReportAsked:
    """Return what a query string asks for, of a page or of a file that leaves.

    Raises PeriodUnknown for a period that there is not, RuleBroken for a file whose filter is
    not understood.
    """
    form = read_form(made, query, today, leaves=leaves)
    choice = choice_of(form.data)
    scope = scope_of(choice, all_plans(), today)
    objectives = chosen_objectives(choice, scope)
    if choice.chooses_objectives:
        scope = narrowed(scope, (one.id for one in objectives))
    again = tuple(query.items(multi=True))
    return ReportAsked(form, scope, objectives, choice.chooses_objectives, again)
