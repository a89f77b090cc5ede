"""Pages of the room: entry and editing, the event's page, its moves, and the list."""

from typing import Any

from flask import Flask, url_for

from planner.events import (  # noqa: F401 - their pages and panels register themselves
    comment_views,
    coordination_views,
    copy_views,
    entry_views,
    list_views,
    meeting_queries,
    move_views,
    objective_panel,
    panel_views,
    part_views,
    partner_views,
    people_views,
    proposal_views,
    quick_views,
    replacement_views,
    request_views,
    show_views,
)
from planner.events.blueprint import bp
from planner.web.access import viewer


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    app.context_processor(quick_log_link)


def quick_log_link() -> dict[str, Any]:
    """Give the page frame the address of the quick log, for those who may use it."""
    return {"quick_log_url": url_for("events.quick") if viewer().may("plan") else None}
