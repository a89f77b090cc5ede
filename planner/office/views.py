"""The page of the office's settings."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.office.actions import change_settings, settings_of
from planner.office.forms import OfficeForm
from planner.office.queries import office
from planner.web.access import may, viewer

bp = Blueprint("office", __name__, url_prefix="/office")


@bp.route("/", methods=["GET", "POST"])
@may("edit_catalogue")
def edit() -> ResponseReturnValue:
    """Show and change how the office counts."""
    found = office()
    form = OfficeForm(data=settings_of(found))
    if form.submit(change_settings, found, viewer=viewer()):
        flash(_("The settings of the office were saved"), "success")
        return redirect(url_for(".edit"), 303)
    page = render_template("office/edit.html", form=form)
    return page, 422 if form.errors else 200


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
