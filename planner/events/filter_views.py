"""The page with every filter of the list, and the filters that a reader keeps."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.db import db
from planner.events.blueprint import bp
from planner.events.filtering import EventFilter
from planner.events.list_actions import delete_filter, save_filter
from planner.events.list_bar import chips
from planner.events.list_forms import EventFilterForm, SaveFilterForm
from planner.events.models import SavedFilter
from planner.events.name_queries import objective_choices, owner_choices, saved_filters
from planner.partners.queries import nation_choices, programme_choices
from planner.web.access import may, viewer
from planner.web.undoing import RemovalForm


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
    """Show every filter of the list, filled from the URL, and the saved ones."""
    wanted = EventFilter.from_args(request.args)
    return render_template(
        "events/filter.html", form=filter_form(), wanted=wanted, saved=saved_filters()
    )


@bp.route("/filters/new", methods=["GET", "POST"])
@may("see")
def keep_filter() -> ResponseReturnValue:
    """Save the filter in the URL under a name."""
    wanted, form = EventFilter.from_args(request.args), SaveFilterForm()
    if saved := form.submit(save_filter, wanted, viewer=viewer()):
        flash(_("The filter “%(name)s” was saved", name=saved.name), "success")
        return redirect(f"{url_for('.index')}?{saved.query}", 303)
    page = render_template("events/keep_filter.html", form=form, chips=chips(wanted), wanted=wanted)
    return page, 422 if form.errors else 200


@bp.post("/filters/<id:filter_id>/delete")
@may("see")
def drop_filter(filter_id: int) -> ResponseReturnValue:
    """Delete one of the reader's own saved filters."""
    form, saved = RemovalForm(), db.get_or_404(SavedFilter, filter_id)
    name, page = saved.name, url_for(".all_filters")
    if form.remove(saved, delete_filter, saved, page=page):
        form.tell(_("The filter “%(name)s” was deleted", name=name))
    return redirect(url_for(".all_filters"), 303)
