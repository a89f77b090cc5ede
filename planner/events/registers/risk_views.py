"""The register of risks over all events, with its matrix."""

from dataclasses import replace

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now
from planner.events.registers.risk_columns import RISKS, events_of
from planner.events.registers.risk_filtering import LEVELS, RiskFilter
from planner.events.registers.risk_queries import all_risks, risk_matrix, risk_page
from planner.web.access import may
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.markings import note_markings
from planner.web.paging import Page, asked_keys

bp = Blueprint("risks", __name__)
MatrixLine = tuple[int, list[tuple[int, str, int]]]


@bp.route("/risks/")
@may("see")
def index() -> ResponseReturnValue:
    """List the risks that a filter lets through, and count them by likelihood and impact."""
    shown = shown_filter(RISKS)
    page = Page(risk_page(shown.wanted, **asked_keys()))
    note_markings(events_of(page.items))
    return render_template(
        "events/risk_register.html",
        shown=shown,
        page=page,
        rows=RISKS.page(page.items),
        levels=LEVELS,
        matrix=matrix_lines(shown.wanted),
    )


def matrix_lines(wanted: RiskFilter) -> list[MatrixLine]:
    """Return the lines of the matrix: the likelihood, and number, address and heat by impact.

    The matrix counts what the filter lets through whatever likelihood and impact it asks for.
    """
    whole = replace(wanted, likelihood=(), impact=())
    found = risk_matrix(whole)

    def cell(likelihood: int, impact: int) -> tuple[int, str, int]:
        href = f"{url_for('risks.index')}?{whole.at(likelihood, impact).to_query()}"
        return found.get((likelihood, impact), 0), href, min(4, likelihood * impact // 5)

    return [(high, [cell(high, impact) for impact in LEVELS]) for high in reversed(LEVELS)]


@bp.route("/risks.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the risks that the filter lets through."""
    return respond_list(RISKS, all_risks(filter_of_file(RISKS)), suffix, as_of=now())
