"""The list of attachments, and its files."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from planner.attachments.blueprint import bp, files
from planner.attachments.columns import ATTACHMENTS
from planner.attachments.queries import all_attachments, attachment_page
from planner.attachments.told import told
from planner.clock import now
from planner.outcomes.queries import highest
from planner.web.access import may
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the attachments that a filter lets through."""
    shown = shown_filter(ATTACHMENTS)
    page = Page(attachment_page(shown.wanted, **asked_keys()))
    return render_template(
        "attachments/index.html",
        shown=shown,
        page=page,
        rows=ATTACHMENTS.page(page.items),
        page_marking=highest(told(page.items)),
    )


@files.get("/attachments.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download what is known of exactly the attachments that the filter lets through."""
    rows = all_attachments(filter_of_file(ATTACHMENTS))
    return respond_list(ATTACHMENTS, rows, suffix, as_of=now())
