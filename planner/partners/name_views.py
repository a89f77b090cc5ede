"""The page of the names that nations go by, and what a name means here."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.partners.forms import NationNameForm
from planner.partners.group_columns import NATION_NAMES
from planner.partners.models import NationName
from planner.partners.name_actions import add_nation_name, give_name_back, put_name_away
from planner.partners.name_queries import names_put_away, office_names
from planner.partners.queries import nation_choices
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.lists.files import respond_list
from planner.web.nationnames import nation_name
from planner.web.nationwords import meanings_of
from planner.web.no_nation import why_none

bp = Blueprint("nation_names", __name__, url_prefix="/nations/names")


@bp.route("/", methods=["GET", "POST"])
@may("edit_catalogue")
def index() -> ResponseReturnValue:
    """List the office's own names, add one, and try what a name means."""
    form = NationNameForm(nations=nation_choices())
    if row := form.submit(add_nation_name, viewer=viewer()):
        nation = nation_name(row.nation_code)
        flash(_("“%(name)s” now means %(nation)s", name=row.name, nation=nation), "success")
        return redirect(url_for(".index"), 303)
    tried = request.args.get("try", "")[:200]
    page = render_template(
        "nations/names.html",
        form=form,
        names=office_names(),
        put_away=names_put_away(),
        tried=tried,
        answers=answers(tried),
    )
    return page, 422 if form.errors or form.form_errors else 200


@may("edit_catalogue")
def export(suffix: str) -> Response:
    """Download the office's own names of nations that are in use."""
    return respond_list(NATION_NAMES, office_names(), suffix, as_of=now())


beside_the_list(bp, "/nations/names", export)


def answers(text: str) -> list[str]:
    """Return for each name of a text what it means, or why it means none."""
    return [
        _(
            "“%(name)s” means %(nations)s.",
            name=one.word,
            nations=", ".join(nation_name(code) for code in one.codes),
        )
        if one.codes
        else why_none(one)
        for one in meanings_of(text)[:20]
    ]


@bp.post("/<id:nation_name_id>/remove")
@may("edit_catalogue")
def remove(nation_name_id: int) -> ResponseReturnValue:
    """Take a name away; the notice offers to give it back."""
    row, form = db.get_or_404(NationName, nation_name_id), ActionForm()
    if form.submit(put_name_away, row, viewer=viewer()):
        undo = url_for(".restore", nation_name_id=nation_name_id)
        notice: object = {
            "text": _("“%(name)s” was taken away", name=row.name),
            "undo_url": undo,
        }
        flash(notice, "undo")  # type: ignore[arg-type]
    return back(form)


@bp.post("/<id:nation_name_id>/restore")
@may("edit_catalogue")
def restore(nation_name_id: int) -> ResponseReturnValue:
    """Give a name back that was taken away."""
    row, form = db.get_or_404(NationName, nation_name_id), ActionForm()
    if form.submit(give_name_back, row, viewer=viewer()):
        flash(_("“%(name)s” is in use again", name=row.name), "success")
    return back(form)


def back(form: ActionForm) -> ResponseReturnValue:
    """Return to the page, with what went wrong."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".index"), 303)
