"""What a request asks figures of, and all figures of it in groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.objectives.models import Objective
from planner.objectives.queries import plans as all_plans
from planner.reports.choice import choice_of, chosen_objectives, matrix_rows, scope_of
from planner.reports.choices_offered import read_form
from planner.reports.figures.activity import activity_figures
from planner.reports.figures.execution import execution_figures
from planner.reports.figures.left_out import carrying, count_left_out, left_out
from planner.reports.figures.required import coverage_figures
from planner.reports.figures.timeliness import silence_figure, timeliness_figures
from planner.reports.figures.yields import outcome_figures
from planner.reports.forms import PeriodForm
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.coverage import coverage, narrowed
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.effort import Activity, activity
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.yields import Yield, outcome_yield
from planner.reports.page_parts import silent_codes
from planner.shapes.figure import Figure, Label


@dataclass(frozen=True)
class Chosen:
    """What a request asks figures of: the form, the scope, its objectives and their coverage.

    What the figures and the tables beside them share is counted once.
    """

    form: PeriodForm
    scope: Scope
    objectives: Sequence[Objective]
    coverage: Coverage

    @cached_property
    def days(self) -> Activity:
        """Return M1 and M2."""
        return activity(self.scope)

    @cached_property
    def came(self) -> Yield:
        """Return M11."""
        return outcome_yield(self.scope)

    @cached_property
    def silent(self) -> Sequence[Silence]:
        """Return M17 of the partners."""
        return silences(self.scope.today, silent_codes(self.scope))

    @cached_property
    def missing(self) -> Mapping[str, int]:
        """Return how many events the figures left out, by measure."""
        return count_left_out(self.scope, self.days, self.came)


@dataclass(frozen=True)
class FigureGroup:
    """Figures under one heading."""

    title: Label
    figures: Sequence[Figure]


def chosen(query: MultiDict[str, str], on: date, *, leaves: bool = False) -> Chosen:
    """Return what a query string asks for on a day, of a page or of a file that leaves."""
    form = read_form(PeriodForm, query, on, leaves=leaves)
    choice = choice_of(form.data)
    scope = scope_of(choice, all_plans(), on)
    objectives = chosen_objectives(choice, scope)
    if choice.chooses_objectives:
        scope = narrowed(scope, (row.id for row in objectives))
    found = coverage(
        scope, matrix_rows(objectives, "objective"), is_narrowed=choice.chooses_objectives
    )
    return Chosen(form, scope, objectives, found)


def figure_groups(asked: Chosen, links: Links) -> list[FigureGroup]:
    """Return all figures of a scope in groups, each with what it left out."""
    scope, ids = asked.scope, [row.id for row in asked.objectives]
    groups = (
        (_("Activity"), activity_figures(scope, links, asked.days)),
        (_("Plan and execution"), execution_figures(scope, links)),
        (_("Coverage"), coverage_figures(asked.coverage, links, ids)),
        (_("Outcomes"), outcome_figures(scope, links, asked.came)),
        (
            _("Timeliness"),
            [*timeliness_figures(scope, links), silence_figure(asked.silent, scope, links)],
        ),
    )
    missing = left_out(scope, links, asked.missing)
    return [FigureGroup(title, carrying(figures, missing)) for title, figures in groups]
