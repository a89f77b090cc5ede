"""What a reader sees whose address asks for a period that there is not."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.clock import today
from planner.reports.blueprint import bp
from planner.reports.choice import PeriodUnknown
from planner.reports.choices_offered import read_form
from planner.reports.forms import PeriodForm
from planner.web.addresses import here


@bp.errorhandler(PeriodUnknown)
def ask_for_period(problem: PeriodUnknown) -> ResponseReturnValue:
    """Refuse in a sentence, with the form to choose a period; other choices are kept."""
    form = read_form(PeriodForm, request.args, today())
    page = here().rpartition(".")[0] or here()
    return render_template("reports/no_period.html", form=form, page=page, problem=problem), 422
