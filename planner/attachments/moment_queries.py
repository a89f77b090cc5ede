"""On which events an attachment hangs: what its history keeps the moment of."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, union_all

from planner.attachments.models import Attachment
from planner.history.moments import hangs_on_several
from planner.outcomes.models import outcome_event

attachment = Attachment.__table__
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
EVENTS = union_all(
    select(attachment.c.id, attachment.c.event_id).where(
        attachment.c.id.in_(IDS), attachment.c.event_id.is_not(None)
    ),
    select(attachment.c.id, outcome_event.c.event_id)
    .join(outcome_event, outcome_event.c.outcome_id == attachment.c.outcome_id)
    .where(attachment.c.id.in_(IDS)),
)


@hangs_on_several("attachment")
def events_of_attachments(
    connection: Connection, keys: Collection[int]
) -> dict[int, frozenset[int]]:
    """Return the events of attachments, by the attachment's key."""
    found: dict[int, set[int]] = {}
    for attachment_id, event_id in connection.execute(EVENTS, {"ids": list(keys)}):
        found.setdefault(attachment_id, set()).add(event_id)
    return {key: frozenset(events) for key, events in found.items()}
