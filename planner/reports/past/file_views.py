"""Files of reports as they were known on a past day: the same tables, and a line that says so."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from planner.clock import today
from planner.reports.forms import PeriodForm
from planner.reports.past.day_views import asks_for_past, past_asked
from planner.reports.past.office import office_as_of
from planner.reports.report_files import MakeFile
from planner.web.tables import respond_table


def send_then(made: MakeFile, suffix: str, form: type[PeriodForm]) -> ResponseReturnValue:
    """Send a report as CSV or as a workbook, of today or of the past day that is asked for."""
    past = past_asked() if asks_for_past(form) else None
    if past is None:
        file = made(request.args, today())
        return respond_table(file.table, suffix, file.name)
    with office_as_of(past.day):
        file = made(request.args, past.day)
    table = replace(file.table, notes=(*file.table.notes, past.title, *past.notes))
    return respond_table(table, suffix, f"{file.name}-as-of-{past.day}")
