"""What is written of a nation alone: in whose scope it is, and how it is marked."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import NotAllowed
from planner.events.models import Event
from planner.events.states.guards import check_marking
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import MediaItem
from planner.partners.actions import check_scope
from planner.partners.models import Nation
from planner.shapes.base import Misfit
from planner.shapes.concern import WrittenConcern
from planner.shapes.media_item import WrittenMediaItem
from planner.viewers import Viewer

Row = MediaItem | Concern
Written = WrittenMediaItem | WrittenConcern


def place(row: Row, event: Event | None, written: Written, viewer: Viewer) -> None:
    """Give a row its nation and, without an event, its marking; raise where they do not fit."""
    code, marking = written.nation_code, written.marking
    if code is not None and db.session.get(Nation, code) is None:
        raise Misfit({"nation_code": _("Choose one of what is offered.")})
    row.nation_code = code
    if event is not None:
        row.marking = None
        return
    if code is None:
        raise Misfit({"nation_code": _("Choose the nation that it is about")})
    if marking is None:
        raise Misfit({"marking": _("Choose a marking")})
    check_scope(viewer, [code])
    if marking > viewer.ceiling:
        raise NotAllowed(
            _(
                "You may mark up to %(marking)s. Ask somebody who may mark higher.",
                marking=viewer.ceiling.label,
            )
        )
    if row.marking is not None:
        check_marking(row.marking, marking, viewer)
    row.marking = marking
