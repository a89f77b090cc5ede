"""What a reader sees whose address asks for a period or a past day that there is not."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.clock import today
from planner.reports.blueprint import bp
from planner.reports.choice import PeriodUnknown
from planner.reports.choices_offered import read_form
from planner.reports.forms import PastForm, PeriodForm
from planner.reports.past.day_views import present_address
from planner.reports.past.days import PastDayUnknown
from planner.web.addresses import here


@bp.errorhandler(PeriodUnknown)
def ask_for_period(problem: PeriodUnknown) -> ResponseReturnValue:
    """Refuse in a sentence, with the form to choose a period; other choices are kept."""
    form = read_form(PeriodForm, request.args, today())
    page = here().rpartition(".")[0] or here()
    return render_template("reports/no_period.html", form=form, page=page, problem=problem), 422


@bp.errorhandler(PastDayUnknown)
def ask_for_past_day(problem: PastDayUnknown) -> ResponseReturnValue:
    """Refuse in a sentence, with the field for a day; other choices are kept."""
    form = PastForm(request.args)
    page = here().rpartition(".")[0] or here()
    present = present_address()
    return render_template(
        "reports/no_past_day.html", form=form, page=page, problem=problem, present=present
    ), 422
