"""Documents as PDF: what each holds, whether it names people, and the button that starts it."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now, today
from planner.documents import country_brief, coverage_report  # noqa: F401 - register kinds
from planner.documents.blueprint import bp
from planner.documents.country_brief import nation_told_of
from planner.documents.paper_actions import start_paper
from planner.documents.paper_forms import PaperForm
from planner.documents.papers import kind_of_paper
from planner.partners.models import Nation
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.panels import panel


@bp.route("/<name>/<key>", methods=["GET", "POST"])
@may("see")
def ask(name: str, key: str) -> ResponseReturnValue:
    """Say what a document holds, and have it made."""
    kind = kind_of_paper(name)
    query = request.query_string.decode()
    subject = kind.find(key, query, today()) if kind else None
    if kind is None or subject is None:
        abort(404)
    who, form = viewer(), PaperForm()
    may_name = kind.count_names is not None and who.may("export_names")
    count = kind.count_names(subject) if kind.count_names and may_name else 0
    given: dict[str, Any] = {"viewer": who, "now": now(), "root": request.url_root}
    given |= {"query": query, "count": count}
    called = kind.called(subject)
    if job := form.submit(start_paper, kind, key, called=called, **given):
        return redirect(url_for("jobs.show", job_id=job.id), 303)
    page = {"kind": kind, "called": called, "back": with_query(kind.back(subject)), "form": form}
    shown = render_template("documents/ask.html", may_name=may_name, count=count, **page)
    return shown, 422 if form.errors or form.form_errors else 200


@panel("nation_actions")
def offered_of_nation(nation: Nation) -> tuple[str, dict[str, Any]] | None:
    """Offer the brief of a nation of which the viewer is told."""
    return (
        ("documents/_of_nation.html", {"nation": nation}) if nation_told_of(nation.code) else None
    )
