"""Pages of programmes: series, agreements and schemes."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.partners.actions import check_scope
from planner.partners.catalogue_columns import PROGRAMMES, years
from planner.partners.catalogue_queries import catalogue_page, programmes, whole_catalogue
from planner.partners.group_queries import group_choices
from planner.partners.models import Programme
from planner.partners.programme_actions import (
    add_programme,
    delete_programme,
    edit_programme,
    nations_in,
)
from planner.partners.programme_forms import ProgrammeForm
from planner.partners.queries import nation_choices
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import RemovalForm

bp = Blueprint("programmes", __name__, url_prefix="/programmes")


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the programmes that fit the filter."""
    shown = shown_filter(PROGRAMMES)
    page = Page(catalogue_page(programmes(shown.wanted), **asked_keys()))
    return render_template(
        "programmes/index.html", shown=shown, page=page, rows=PROGRAMMES.page(page.items)
    )


@may("see")
def export(suffix: str) -> ResponseReturnValue:
    """Download the programmes that fit the filter."""
    rows = whole_catalogue(programmes(filter_of_file(PROGRAMMES)))
    return respond_list(PROGRAMMES, rows, suffix, as_of=now())


beside_the_list(bp, "/programmes", export)


@bp.route("/<id:programme_id>")
@may("see")
def show(programme_id: int) -> ResponseReturnValue:
    """Show a programme with its editions."""
    programme = db.get_or_404(Programme, programme_id)
    return render_template(
        "programmes/show.html", programme=programme, years=years(programme), form=ActionForm()
    )


def form_of(**kwargs: Any) -> ProgrammeForm:
    """Return the form with its choices."""
    groups = {group.code: group.name for group in group_choices()}
    return ProgrammeForm(nations=nation_choices(), groups=groups, **kwargs)


@bp.route("/new", methods=["GET", "POST"])
@may("edit_partners")
def new() -> ResponseReturnValue:
    """Add a programme."""
    form = form_of()
    if programme := form.submit(add_programme, viewer=viewer()):
        flash(_("%(name)s was added", name=programme.name), "success")
        return redirect(url_for(".show", programme_id=programme.id), 303)
    return render_template("programmes/edit.html", form=form, programme=None), (
        422 if form.errors else 200
    )


@bp.route("/<id:programme_id>/edit", methods=["GET", "POST"])
@may("edit_partners")
def edit(programme_id: int) -> ResponseReturnValue:
    """Change a programme."""
    programme = db.get_or_404(Programme, programme_id)
    check_scope(viewer(), nations_in(programme))
    form = form_of(obj=programme)
    if form.submit(edit_programme, programme, viewer=viewer()):
        flash(_("%(name)s was saved", name=programme.name), "success")
        return redirect(url_for(".show", programme_id=programme.id), 303)
    return render_template("programmes/edit.html", form=form, programme=programme), (
        422 if form.errors else 200
    )


@bp.route("/<id:programme_id>/delete", methods=["POST"])
@may("edit_partners")
def delete(programme_id: int) -> ResponseReturnValue:
    """Delete a programme without events."""
    programme = db.get_or_404(Programme, programme_id)
    form, name = RemovalForm(), programme.name
    page = ("programmes.show", "programme_id")
    if form.remove(programme, delete_programme, programme, viewer=viewer(), page=page):
        form.tell(_("%(name)s was deleted", name=name))
        return redirect(url_for(".index"), 303)
    flash(" ".join(form.form_errors), "error")
    return redirect(url_for(".show", programme_id=programme_id), 303)
