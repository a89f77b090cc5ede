"""Pages of nations and partner groups."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.office.queries import office
from planner.partners.actions import check_nation, choose_own_nation, edit_nation
from planner.partners.columns import NATIONS
from planner.partners.contacts import contacts
from planner.partners.forms import NationForm, OwnNationForm
from planner.partners.group_queries import groups_of
from planner.partners.models import Nation
from planner.partners.nation_document import catalogue_of, nation_document
from planner.partners.queries import all_nations, contact_limit, nation_choices, own_nation
from planner.shapes.document import Document
from planner.web.access import may, viewer
from planner.web.document_tables import respond_document
from planner.web.file_addresses import beside_the_list
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.markings import banner_marking
from planner.web.nation_suggestions import other_names
from planner.web.nationnames import nation_name, standard_name
from planner.web.panels import sections_of

nations = Blueprint("nations", __name__, url_prefix="/nations")
CODE = "<string(length=2):code>"


@nations.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the nations that the office works with, or all of them."""
    shown, met = shown_filter(NATIONS), contacts()
    rows = shown.wanted.among(all_nations(), met)
    return render_template(
        "nations/index.html",
        shown=shown,
        table_of_nations=NATIONS.page(rows, met),
        other_names=other_names(),
    )


@may("see")
def export(suffix: str) -> ResponseReturnValue:
    """Download the nations that the list shows."""
    met = contacts()
    rows = filter_of_file(NATIONS).among(all_nations(), met)
    return respond_list(NATIONS, rows, suffix, about=met, as_of=now())


beside_the_list(nations, "/nations", export)


@nations.route(f"/{CODE}")
@may("see")
def show(code: str) -> ResponseReturnValue:
    """Show a nation: what the office knows, and what the rooms above have of it."""
    nation = db.get_or_404(Nation, code.upper())
    return render_template(
        "nations/show.html", nation=nation, told=story_document(nation), today=today()
    )


@nations.route(f"/{CODE}.<suffix>")
@may("see")
def story_file(code: str, suffix: str) -> ResponseReturnValue:
    """Send the page of a nation as CSV or as a workbook."""
    nation = db.get_or_404(Nation, code.upper())
    return respond_document(story_document(nation), suffix, f"nation-{nation.code}", now())


def story_document(nation: Nation) -> Document:
    """Return what the office and the rooms above know of a nation, marked as all of it."""
    sections = sections_of("nation", nation)
    return nation_document(
        nation,
        groups_of(nation),
        contact_limit(nation),
        sections,
        banner_marking(),
        catalogue_of(nation.code),
    )


@nations.route(f"/{CODE}/edit", methods=["GET", "POST"])
@may("edit_catalogue")
def edit(code: str) -> ResponseReturnValue:
    """Change what the office knows of a nation."""
    nation = db.get_or_404(Nation, code.upper())
    check_nation(viewer(), nation)
    stored = {name: getattr(nation, name) for name in NationForm.__dict__ if hasattr(nation, name)}
    stored |= {
        "name": nation.name if nation.is_name_edited else "",
        "version": nation.version,
    }
    form = NationForm(data=stored)
    if form.submit(edit_nation, nation, viewer=viewer()):
        flash(_("%(name)s was saved", name=nation_name(nation.code)), "success")
        return redirect(url_for(".show", code=nation.code), 303)
    return render_template(
        "nations/edit.html",
        form=form,
        nation=nation,
        standard=standard_name(nation.code),
        office=office(),
    ), (422 if form.errors else 200)


@nations.route("/own", methods=["GET", "POST"])
@may("administer")
def own() -> ResponseReturnValue:
    """Choose whose office this is."""
    now = own_nation()
    form = OwnNationForm(nations=nation_choices(), data={"code": now.code if now else ""})
    if nation := form.submit(choose_own_nation):
        flash(_("%(name)s is the own nation now", name=nation_name(nation.code)), "success")
        return redirect(url_for(".show", code=nation.code), 303)
    return render_template("nations/own.html", form=form, own=now), 422 if form.errors else 200
