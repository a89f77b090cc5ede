"""Documents as buttons of the pages that they are made of."""

from typing import Any

from flask import Flask, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now, today
from planner.documents import paper_views  # noqa: F401 - has addresses of its own
from planner.documents.asked import FORMS, review_asked
from planner.documents.blueprint import bp
from planner.documents.person_card_views import bp as person_card_bp
from planner.documents.slides_job import SLIDES, wants_of
from planner.jobs.actions import start_job
from planner.shapes.work import AskedWork
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.file_notes import asked_filter
from planner.web.forms import ActionForm
from planner.web.panels import panel


@bp.post("/slides/<page>")
@may("see")
def slides(page: str) -> ResponseReturnValue:
    """Have the review that a report page shows made into slides, and show how far it is."""
    if page not in FORMS:
        abort(404)
    query = request.query_string.decode()
    review_asked(page, query, today())
    form, wants = ActionForm(), wants_of(page, query, asked_filter())
    asked = AskedWork(kind=SLIDES, wants=wants)
    if job := form.submit(start_job, asked, viewer=viewer(), now=now(), root=request.url_root):
        return redirect(url_for("jobs.show", job_id=job.id), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(with_query(url_for(f"reports.{page}")), 303)


@bp.get("/slides/<page>")
@may("see")
def slides_page(page: str) -> ResponseReturnValue:
    """Lead to the page from which slides are made: whoever reloads wants to see that."""
    if page not in FORMS:
        abort(404)
    return redirect(with_query(url_for(f"reports.{page}")), 303)


@panel("report", order=20)
def offered(page: str) -> tuple[str, dict[str, Any]] | None:
    """Offer the slides of a page of reports."""
    return ("documents/_offered.html", {"page": page}) if page in FORMS else None


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    app.register_blueprint(person_card_bp)
