"""Pages of the ways of nations, and the door of the room."""

from flask import Flask, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.partners.models import Nation
from planner.ways import (  # noqa: F401 - they register themselves
    due_items,
    next_step,
    panel_views,
    prepared_views,
)
from planner.ways.actions import add_way, change_way, check_keeps, look_through, remove_way
from planner.ways.blueprint import bp
from planner.ways.columns import WAYS, address_of
from planner.ways.forms import WayForm
from planner.ways.grouping import grouped
from planner.ways.models import Way
from planner.ways.panel_views import may_add
from planner.ways.queries import all_ways, brief_changed_on, way_page, ways_of
from planner.ways.words import days_of
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.markings import note_markings
from planner.web.nationnames import nation_name
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import RemovalForm

CODE = "<string(length=2):code>"


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)


@bp.route("/ways/")
@may("see")
def index() -> ResponseReturnValue:
    """List what is known of all nations, as far as a filter lets it through."""
    shown = shown_filter(WAYS)
    page = Page(way_page(shown.wanted, **asked_keys()))
    note_markings(page.items)
    return render_template("ways/index.html", shown=shown, page=page, rows=WAYS.page(page.items))


@bp.route("/ways.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly what the filter lets through."""
    return respond_list(WAYS, all_ways(filter_of_file(WAYS)), suffix, as_of=now())


@bp.route(f"/nations/{CODE}/ways")
@may("see")
def of_nation(code: str) -> ResponseReturnValue:
    """Show how a nation lives and meets, kind by kind: the brief for travellers."""
    nation = db.get_or_404(Nation, code.upper())
    ways = ways_of([nation.code])
    note_markings(ways)
    return render_template(
        "ways/of_nation.html",
        nation=nation,
        groups=grouped(ways),
        days_of=days_of,
        changed_on=brief_changed_on([nation.code]),
        may_keep=may_add(viewer(), nation),
        today=today(),
    )


@bp.route(f"/nations/{CODE}/ways/new", methods=["GET", "POST"])
@may("edit_partners")
def new(code: str) -> ResponseReturnValue:
    """Note one thing to know of a nation."""
    nation = db.get_or_404(Nation, code.upper())
    check_keeps(viewer(), nation)
    form = WayForm(viewer=viewer(), data={"looked_on": today()})
    if way := form.submit(add_way, nation, viewer=viewer(), today=today()):
        flash(_("It is noted of %(nation)s.", nation=nation_name(nation.code)), "success")
        return redirect(address_of(way), 303)
    return edit_page(form, nation, None)


@bp.route("/ways/<id:way_id>/edit", methods=["GET", "POST"])
@may("edit_partners")
def edit(way_id: int) -> ResponseReturnValue:
    """Change what is known of a nation."""
    way = db.get_or_404(Way, way_id)
    check_keeps(viewer(), way.nation)
    form = WayForm(viewer=viewer(), obj=way)
    if form.submit(change_way, way, viewer=viewer(), today=today()):
        flash(_("It is saved."), "success")
        return redirect(address_of(way), 303)
    return edit_page(form, way.nation, way)


def edit_page(form: WayForm, nation: Nation, way: Way | None) -> ResponseReturnValue:
    """Return the page of a new or an existing row."""
    marking = way.marking if way else None
    page = render_template(
        "ways/edit.html", form=form, nation=nation, way=way, page_marking=marking
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/ways/<id:way_id>/remove")
@may("edit_partners")
def remove(way_id: int) -> ResponseReturnValue:
    """Take a row away; the notice brings it back."""
    way, form = db.get_or_404(Way, way_id), RemovalForm()
    code = way.nation_code
    page = url_for(".of_nation", code=code)
    if form.remove(way, remove_way, way, viewer=viewer(), page=page):
        form.tell(_("It was removed."))
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".of_nation", code=code), 303)


@bp.post(f"/nations/{CODE}/ways/look")
@may("edit_partners")
def look(code: str) -> ResponseReturnValue:
    """Note that all rows of a nation were looked at today and still hold."""
    nation, form = db.get_or_404(Nation, code.upper()), ActionForm()
    ways = ways_of([nation.code])
    if form.submit(look_through, nation, ways, viewer=viewer(), today=today()):
        flash(_("All of it was reviewed today."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".of_nation", code=nation.code), 303)
