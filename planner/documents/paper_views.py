"""Documents as PDF: what each holds, whether it names people, and the button that starts it."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now, today
from planner.documents import (  # noqa: F401 - register kinds of documents
    country_brief,
    coverage_report,
    event_offers,
    turnover_book,
    way_brief,
)
from planner.documents.blueprint import bp
from planner.documents.country_brief import nation_told_of
from planner.documents.paper_actions import start_paper
from planner.documents.paper_forms import PaperForm
from planner.documents.papers import kind_of_paper
from planner.partners.models import Nation
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.nationnames import partner_codes
from planner.web.panels import panel


@bp.route("/<paper>/<subject>", methods=["GET", "POST"])
@may("see")
def ask(paper: str, subject: str) -> ResponseReturnValue:
    """Say what a document holds, and have it made."""
    kind = kind_of_paper(paper)
    query = request.query_string.decode()
    about = kind.find(subject, query, today()) if kind else None
    if kind is None or about is None:
        abort(404)
    who, form = viewer(), PaperForm()
    may_name = kind.count_names is not None and who.may("export_names")
    count = kind.count_names(about) if kind.count_names and may_name else 0
    given: dict[str, Any] = {"viewer": who, "now": now(), "root": request.url_root}
    given |= {"query": query, "count": count}
    called = kind.called(about)
    if job := form.submit(start_paper, kind, subject, called=called, **given):
        return redirect(url_for("jobs.show", job_id=job.id), 303)
    page = {"kind": kind, "called": called, "back": with_query(kind.back(about)), "form": form}
    shown = render_template("documents/ask.html", may_name=may_name, count=count, **page)
    return shown, 422 if form.errors or form.form_errors else 200


@panel("nation_actions")
def offered_of_nation(nation: Nation) -> tuple[str, dict[str, Any]] | None:
    """Offer the brief of a nation of which the viewer is told."""
    return (
        ("documents/_of_nation.html", {"nation": nation}) if nation_told_of(nation.code) else None
    )


@panel("nations_actions")
def offered_of_nations(_subject: object) -> tuple[str, dict[str, Any]] | None:
    """Offer the turnover book of the partners of which the viewer is told."""
    has_any = any(map(nation_told_of, partner_codes()))
    return ("documents/_of_nations.html", {}) if has_any else None


@panel("report", order=25)
def offered_of_partners(page: str) -> tuple[str, dict[str, Any]] | None:
    """Offer the turnover book of the partners that a report is narrowed to."""
    return ("documents/_of_partners.html", {}) if page == "partners" else None
