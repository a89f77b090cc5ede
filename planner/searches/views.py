"""Pages of kept searches: all of them, keep one, name it; and the searches on My desk."""

from typing import Any

from flask import Flask, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.events.models import SavedFilter
from planner.searches import pin_views  # noqa: F401 - its pages join the blueprint
from planner.searches.actions import keep_search, rename_search
from planner.searches.blueprint import bp
from planner.searches.columns import KEPT, list_of
from planner.searches.forms import KeepSearchForm, RenameSearchForm
from planner.searches.pages import PAGES, ListPage, args_of
from planner.searches.queries import kept_searches, pinned_searches
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.lists.files import respond_list
from planner.web.panels import panel


def open_page(saved: SavedFilter) -> ListPage | None:
    """Return the list that a kept search narrows; None where the viewer may not open it."""
    found = PAGES.get(saved.page)
    return found if found and viewer().may(found.permission) else None


def line(saved: SavedFilter) -> dict[str, Any]:
    """Return what the page of kept searches shows of one."""
    listed = open_page(saved)
    return {
        "saved": saved,
        "of": list_of(saved),
        "url": listed.url(saved.query) if listed else None,
    }


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show everything that the viewer keeps: what stands on My desk, then the rest."""
    pinned = pinned_searches()
    others = [saved for saved in kept_searches() if saved.position is None]
    return render_template(
        "searches/index.html",
        pinned=[line(saved) for saved in pinned],
        others=[line(saved) for saved in others],
    )


@may("see")
def export(suffix: str) -> Response:
    """Download everything that the viewer keeps: what stands on My desk, then the rest."""
    others = [saved for saved in kept_searches() if saved.position is None]
    return respond_list(KEPT, [*pinned_searches(), *others], suffix, as_of=now())


beside_the_list(bp, "/kept-searches", export)


def asked_page() -> tuple[str, ListPage]:
    """Return the list that the address names; 404 for none that this viewer may open."""
    name = request.args.get("of", "")
    found = PAGES.get(name)
    if found is None or not viewer().may(found.permission):
        abort(404)
    return name, found


@bp.route("/new", methods=["GET", "POST"])
@may("see")
def keep() -> ResponseReturnValue:
    """Keep the search in the address under a name; without one, lead to where searches are."""
    if "of" not in request.args and request.method == "GET":
        flash(_("Search, or filter a list, and keep it from there."), "warning")
        return redirect(url_for(".index"), 303)
    (name, listed), form = asked_page(), KeepSearchForm()
    query = listed.narrowed(request.args)
    if saved := form.submit(keep_search, name, query, viewer=viewer()):
        flash(_("“%(name)s” is kept", name=saved.name), "success")
        return redirect(listed.url(saved.query), 303)
    page = render_template(
        "searches/keep.html", form=form, of=listed.label, back=listed.url(query), is_new=True
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.route("/<id:filter_id>/rename", methods=["GET", "POST"])
@may("see")
def rename(filter_id: int) -> ResponseReturnValue:
    """Give a kept search another name."""
    saved = db.get_or_404(SavedFilter, filter_id)
    form = RenameSearchForm(obj=saved)
    if form.submit(rename_search, saved):
        flash(_("“%(name)s” is kept", name=saved.name), "success")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "searches/keep.html",
        form=form,
        of=line(saved)["of"],
        back=url_for(".index"),
        is_new=False,
    )
    return page, 422 if form.errors or form.form_errors else 200


@panel("desk_aside", order=10)
def desk_panel(_subject: object) -> tuple[str, dict[str, Any]] | None:
    """Show the pinned searches with how many rows each stands for now."""
    found = []
    for saved in pinned_searches():
        if listed := open_page(saved):
            number = listed.count(args_of(saved.query), viewer(), today())
            shown = {"number": number, "is_more": number > MOST_SHOWN}
            found.append(line(saved) | shown)
    return ("searches/_desk.html", {"pinned": found, "most": MOST_SHOWN}) if found else None


MOST_SHOWN = 1000
"""Numbers on the desk are shown up to this one."""


def keep_url(of: str) -> str | None:
    """Return the address that keeps what the present list is narrowed to; None for nothing."""
    query = PAGES[of].narrowed(request.args)
    return f"{url_for('searches.keep')}?of={of}&{query}" if query else None


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    app.jinja_env.globals["keep_url"] = keep_url
