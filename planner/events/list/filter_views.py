"""The page with every filter of the list."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.events.blueprint import bp
from planner.events.list.filtering import EventFilter
from planner.events.list.forms import EventFilterForm
from planner.events.list.name_queries import objective_choices, owner_choices
from planner.partners.queries import nation_choices, programme_choices
from planner.web.access import may


def filter_form() -> EventFilterForm:
    """Return the form filled from the URL."""
    return EventFilterForm(
        request.args,
        nations=nation_choices(),
        objectives=objective_choices(),
        programmes=programme_choices(),
        owners=owner_choices(),
    )


@bp.get("/filter")
@may("see")
def all_filters() -> ResponseReturnValue:
    """Show every filter of the list, filled from the URL."""
    wanted = EventFilter.from_args(request.args)
    return render_template("events/filter.html", form=filter_form(), wanted=wanted)
