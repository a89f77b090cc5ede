"""Pages of the room: planning and editing, the event's page, its moves, and the list."""

from typing import Any

from flask import Flask

from planner.events.approval import (
    proposal_views,  # noqa: F401 - their pages and panels register themselves
    request_views,  # noqa: F401 - their pages and panels register themselves
)
from planner.events.blueprint import bp
from planner.events.list import transparency_conditions  # noqa: F401 - registers itself
from planner.events.list import views as list_views  # noqa: F401 - their pages and panels register themselves
from planner.events.page import (
    comment_views,  # noqa: F401 - their pages and panels register themselves
    coordination_views,  # noqa: F401 - their pages and panels register themselves
    marking_views,  # noqa: F401 - their pages and panels register themselves
    meeting_queries,  # noqa: F401 - their pages and panels register themselves
    objective_panel,  # noqa: F401 - their pages and panels register themselves
    panel_views,  # noqa: F401 - their pages and panels register themselves
    people_views,  # noqa: F401 - their pages and panels register themselves
    risk_views,  # noqa: F401 - their pages and panels register themselves
)
from planner.events.page import record_views as part_views  # noqa: F401 - their pages and panels register themselves
from planner.events.page import views as show_views  # noqa: F401 - their pages and panels register themselves
from planner.events.plan import (
    copy_views,  # noqa: F401 - their pages and panels register themselves
    discard_views,  # noqa: F401 - their pages and panels register themselves
    edit_views,  # noqa: F401 - their pages and panels register themselves
    quick_views,  # noqa: F401 - their pages and panels register themselves
)
from planner.events.plan import views as entry_views  # noqa: F401 - their pages and panels register themselves
from planner.events.registers.risk_views import bp as risk_bp
from planner.events.release import views as partner_views  # noqa: F401 - their pages and panels register themselves
from planner.events.states import (
    move_views,  # noqa: F401 - their pages and panels register themselves
    replacement_views,  # noqa: F401 - their pages and panels register themselves
)
from planner.web.access import viewer
from planner.web.addresses import address


def init_room(app: Flask) -> None:
    """Open the room."""
    for blueprint in (bp, risk_bp):
        app.register_blueprint(blueprint)
    app.context_processor(quick_log_link)


def quick_log_link() -> dict[str, Any]:
    """Give the page frame the address of the quick log, for those who may use it."""
    return {"quick_log_url": address("events.quick") if viewer().may("plan") else None}
