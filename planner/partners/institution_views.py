"""Pages of institutions."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.partners.actions import check_scope
from planner.partners.catalogue_columns import INSTITUTIONS
from planner.partners.catalogue_forms import InstitutionForm
from planner.partners.catalogue_queries import catalogue_page, institutions, whole_catalogue
from planner.partners.institution_actions import add_institution, edit_institution
from planner.partners.labels import level_label
from planner.partners.models import Institution
from planner.partners.queries import nation_choices
from planner.terms.models import ArmedService
from planner.terms.queries import term_label
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys

bp = Blueprint("institutions", __name__, url_prefix="/institutions")


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the institutions that fit the filter."""
    shown = shown_filter(INSTITUTIONS)
    page = Page(catalogue_page(institutions(shown.wanted), **asked_keys()))
    return render_template(
        "institutions/index.html", shown=shown, page=page, rows=INSTITUTIONS.page(page.items)
    )


@may("see")
def export(suffix: str) -> ResponseReturnValue:
    """Download the institutions that fit the filter."""
    rows = whole_catalogue(institutions(filter_of_file(INSTITUTIONS)))
    return respond_list(INSTITUTIONS, rows, suffix, as_of=now())


beside_the_list(bp, "/institutions", export)


@bp.route("/<id:institution_id>")
@may("see")
def show(institution_id: int) -> ResponseReturnValue:
    """Show an institution."""
    institution = db.get_or_404(Institution, institution_id)
    return render_template(
        "institutions/show.html",
        institution=institution,
        level=level_label(institution.level),
        armed_service=term_label(ArmedService, institution.armed_service),
    )


def form_of(**kwargs: Any) -> InstitutionForm:
    """Return the form with its choices."""
    return InstitutionForm(nations=nation_choices(viewer().nations), **kwargs)


@bp.route("/new", methods=["GET", "POST"])
@may("edit_partners")
def new() -> ResponseReturnValue:
    """Add an institution."""
    form = form_of()
    if institution := form.submit(add_institution, viewer=viewer()):
        flash(_("%(name)s was added", name=institution.name), "success")
        return redirect(url_for(".show", institution_id=institution.id), 303)
    return render_template("institutions/edit.html", form=form, institution=None), (
        422 if form.errors else 200
    )


@bp.route("/<id:institution_id>/edit", methods=["GET", "POST"])
@may("edit_partners")
def edit(institution_id: int) -> ResponseReturnValue:
    """Change an institution."""
    institution = db.get_or_404(Institution, institution_id)
    check_scope(viewer(), [institution.nation_code])
    form = form_of(obj=institution)
    if form.submit(edit_institution, institution, viewer=viewer()):
        flash(_("%(name)s was saved", name=institution.name), "success")
        return redirect(url_for(".show", institution_id=institution.id), 303)
    return render_template("institutions/edit.html", form=form, institution=institution), (
        422 if form.errors else 200
    )
