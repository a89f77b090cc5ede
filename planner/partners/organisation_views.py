"""Pages of organisations."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.partners.actions import check_scope
from planner.partners.catalogue_columns import ORGANISATIONS
from planner.partners.catalogue_forms import OrganisationForm
from planner.partners.filtering import OrganisationFilter
from planner.partners.models import Organisation
from planner.partners.organisation_actions import (
    add_organisation,
    delete_organisation,
    edit_organisation,
)
from planner.partners.organisation_queries import Branch, children_of, organisation_tree, parents_of
from planner.partners.queries import nation_choices, organisation_choices
from planner.text.reading import row_id
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.nationwords import nation_or_none
from planner.web.removal_forms import RemovalForm

bp = Blueprint("organisations", __name__, url_prefix="/organisations")


def branches_of(wanted: OrganisationFilter) -> list[Branch]:
    """Return the organisations that fit a filter, in the order of the tree."""
    return wanted.among(organisation_tree(wanted.conditions(None)))


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show the tree of organisations, nation by nation."""
    shown = shown_filter(ORGANISATIONS)
    return render_template(
        "organisations/index.html", shown=shown, branches=branches_of(shown.wanted)
    )


@may("see")
def export(suffix: str) -> ResponseReturnValue:
    """Download the organisations that fit the filter, in the order of the tree."""
    branches = branches_of(filter_of_file(ORGANISATIONS))
    return respond_list(ORGANISATIONS, branches, suffix, as_of=now())


beside_the_list(bp, "/organisations", export)


@bp.route("/<id:organisation_id>")
@may("see")
def show(organisation_id: int) -> ResponseReturnValue:
    """Show an organisation, what stands above and below it, and what others have of it."""
    organisation = db.get_or_404(Organisation, organisation_id)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        parents=parents_of(organisation),
        children=children_of(organisation),
        form=ActionForm(),
    )


def form_of(**kwargs: Any) -> OrganisationForm:
    """Return the form with its choices."""
    return OrganisationForm(
        nations=nation_choices(viewer().nations), parents=organisation_choices(), **kwargs
    )


@bp.route("/new", methods=["GET", "POST"])
@may("edit_partners")
def new() -> ResponseReturnValue:
    """Add an organisation."""
    parent = request.args.get("parent", type=row_id)
    form = form_of(
        data={"nation_code": nation_or_none(request.args.get("nation", "")), "parent_id": parent}
    )
    if organisation := form.submit(add_organisation, viewer=viewer()):
        flash(_("%(name)s was added", name=organisation.name), "success")
        return redirect(url_for(".show", organisation_id=organisation.id), 303)
    return render_template("organisations/edit.html", form=form, organisation=None), (
        422 if form.errors else 200
    )


@bp.route("/<id:organisation_id>/edit", methods=["GET", "POST"])
@may("edit_partners")
def edit(organisation_id: int) -> ResponseReturnValue:
    """Change an organisation."""
    organisation = db.get_or_404(Organisation, organisation_id)
    check_scope(viewer(), [organisation.nation_code])
    form = form_of(obj=organisation)
    if form.submit(edit_organisation, organisation, viewer=viewer()):
        flash(_("%(name)s was saved", name=organisation.name), "success")
        return redirect(url_for(".show", organisation_id=organisation.id), 303)
    return render_template("organisations/edit.html", form=form, organisation=organisation), (
        422 if form.errors else 200
    )


@bp.route("/<id:organisation_id>/delete", methods=["POST"])
@may("edit_partners")
def delete(organisation_id: int) -> ResponseReturnValue:
    """Delete an organisation that nothing uses."""
    organisation = db.get_or_404(Organisation, organisation_id)
    form, name = RemovalForm(), organisation.name
    page = ("organisations.show", "organisation_id")
    if form.remove(organisation, delete_organisation, organisation, viewer=viewer(), page=page):
        form.tell(_("%(name)s was deleted", name=name))
        return redirect(url_for(".index"), 303)
    flash(" ".join(form.form_errors), "error")
    return redirect(url_for(".show", organisation_id=organisation_id), 303)
