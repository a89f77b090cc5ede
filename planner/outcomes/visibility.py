"""What of outcomes a viewer may see: those of whose events none is hidden from them.

One against an objective of a plan that is hidden is hidden with it.

An outcome, a report and a follow-up may be marked higher than their events (`OwnMarked`).

Follow-ups, reports and lessons hang on one event and are seen with it: they are
`EventBound`, and `planner/events/visibility.py` narrows them with the events. What is written of
an event or of a nation alone (`EventOrNation`) is narrowed here.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from planner.events.visibility import on_visible_event, still_seen
from planner.objectives.visibility import objective_seen
from planner.outcomes import moment_queries  # noqa: F401 - the history asks it for its moments
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import MediaItem, Outcome, outcome_event
from planner.viewers import EventOrNation, Viewer, restrict, within_ceiling


@restrict(Outcome)
def visible_outcomes(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow outcomes: an outcome may tell of any event it came from, so all must be visible."""
    if not viewer.sees_content:
        return false()
    link = outcome_event.alias("outcome_source")
    of_outcome = link.c.outcome_id == entity.id
    is_seen = on_visible_event(viewer, link.c.event_id)
    from_hidden = exists(select(link.c.event_id).where(of_outcome, ~is_seen))
    has_event = exists(select(link.c.event_id).where(of_outcome))
    told = objective_seen(viewer, entity.objective_id)
    return and_(has_event, ~from_hidden, within_ceiling(viewer, entity), told)


still_seen("outcome", Outcome.__table__, visible_outcomes)


@restrict(EventOrNation)
def visible_of_event_or_nation(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow what tells of an event with the event; of a nation, by scope and own marking."""
    if not viewer.sees_content:
        return false()
    in_scope: ColumnElement[bool] = true()
    if viewer.nations is not None:
        in_scope = entity.nation_code.in_(sorted(viewer.nations))
    of_nation = and_(entity.event_id.is_(None), in_scope)
    return and_(
        within_ceiling(viewer, entity), or_(on_visible_event(viewer, entity.event_id), of_nation)
    )


still_seen("media_item", MediaItem.__table__, visible_of_event_or_nation)
still_seen("concern", Concern.__table__, visible_of_event_or_nation)
