"""Releasable copies: choose, look at what leaves, make the copy; what left, to whom, by whom."""

from typing import Any

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now, today
from planner.documents.country_brief import nation_told_of
from planner.errors import RuleBroken
from planner.events.release.queries import ceilings
from planner.partners.models import Nation
from planner.partners.names import by_name
from planner.released import job
from planner.released.actions import released_to, start_copy
from planner.released.brief import TITLES, digest_of, document_of, marking_of, rows_of
from planner.released.columns import COPIES
from planner.released.forms import ReleaseForm
from planner.released.queries import copy_page, released_copy
from planner.shapes.base import Misfit
from planner.shapes.release_asked import ReleaseAsked
from planner.web.access import may, viewer
from planner.web.file_notes import FileNote
from planner.web.forms import ActionForm
from planner.web.markings import note_marking
from planner.web.nationnames import nation_name, partner_codes
from planner.web.paging import Page, asked_keys
from planner.web.panels import panel
from planner.web.tables import respond_file

__all__ = ["job"]

bp = Blueprint("released", __name__, url_prefix="/released-copies")


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the copies that left; `nation` narrows them to one."""
    code = request.args.get("nation", "").upper()
    page = Page(copy_page(code, **asked_keys()))
    shown = {"rows": COPIES.page(page.items), "nation": nation_name(code) if code else ""}
    return render_template("released/index.html", page=page, **shown)


@bp.route("/new/<code>", methods=["GET", "POST"])
@may("comment")
def new(code: str) -> ResponseReturnValue:
    """Show what would leave for a partner as chosen, and have the copy made."""
    nation = nation_told_of(code)
    if nation is None:
        abort(404)
    form, action = asked_form(nation), ActionForm()
    told: dict[str, Any] = {"document": None}
    try:
        asked = ReleaseAsked(**form.values)
        found = released_to(nation.code, asked, viewer(), today())
    except Misfit as misfit:
        form.form_errors = [str(words) for words in misfit.faults.values()]
    except RuleBroken as broken:
        form.form_errors = [str(broken)]
    else:
        given: Any = {"viewer": viewer(), "today": today(), "now": now(), "root": request.url_root}
        given["seen"] = request.form.get("seen", "")
        if made := action.submit(start_copy, nation.code, asked, **given):
            return redirect(url_for("jobs.show", job_id=made.id), 303)
        rows = rows_of(found, asked.parts)
        note_marking(marking_of(rows))
        told = {"document": document_of(found, rows), "rows": rows, "to": nation_name(found.to)}
        told["seen"] = digest_of(rows)
    page = render_template(
        "released/new.html", nation=nation, form=form, action=action, titles=TITLES, **told
    )
    return page, 422 if form.form_errors or action.form_errors else 200


def asked_form(nation: Nation) -> ReleaseForm:
    """Return the choice as the address says it; the nation itself is meant unless another is."""
    who = viewer().nations
    codes = [one for one in partner_codes() if who is None or one in who]
    names = {one: nation_name(one) for one in by_name({*codes, nation.code})}
    to = request.args.get("to", nation.code)
    known = to if to in names else nation.code
    return ReleaseForm(request.args, names, nation.code, ceilings([known])[known])


@bp.get("/<id:copy_id>")
@may("see")
def show(copy_id: int) -> ResponseReturnValue:
    """Show what left: to whom, by whom, when, what was in it, its hash."""
    found = released_copy(copy_id)
    if found is None:
        abort(404)
    note_marking(found.marking)
    return render_template("released/show.html", copy=found, titles=TITLES)


@bp.get("/<id:copy_id>/file")
@may("see")
def file(copy_id: int) -> Response:
    """Hand out the copy as it left."""
    found = released_copy(copy_id)
    if found is None:
        abort(404)
    note = FileNote("released-copy", "pdf", f"to={found.to_code}", sum(found.parts.values()))
    return respond_file(found.octets, "application/pdf", found.name, note)


@panel("nation_actions", order=60)
def offered(nation: Nation) -> tuple[str, dict[str, Any]] | None:
    """Offer a copy of a nation's brief to those who may hand something out."""
    if not viewer().may("comment") or nation_told_of(nation.code) is None:
        return None
    return "released/_offered.html", {"nation": nation}


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
