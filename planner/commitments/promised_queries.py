"""Promises both ways in one list: commitments, and the follow-ups promised to a partner.

A follow-up that was promised to a nation or an organisation is a commitment of ours; it stays
where it is and is shown here (docs/decisions/commitments.md).
"""

from typing import Any

from sqlalchemy import String, cast, func, literal, or_, select, type_coerce, union_all
from sqlalchemy import case as either

from planner.choices import PromisedBy
from planner.commitments.models import Commitment
from planner.commitments.standing import OF_FOLLOW_UPS
from planner.outcomes.models import FollowUp
from planner.partners.models import Organisation

organisation = Organisation.__table__


def word(column: Any) -> Any:
    """Return a choice as the word that the database holds."""
    return type_coerce(cast(column, String(40)), String(40))


STATE = either(
    {one.value: state.value for one, state in OF_FOLLOW_UPS.items()}, value=word(FollowUp.state)
)
OF_ORGANISATION = (
    select(organisation.c.nation_code)
    .where(organisation.c.id == FollowUp.promised_organisation_id)
    .correlate(FollowUp)
    .scalar_subquery()
)
OWN = select(
    literal("commitment").label("source"),
    Commitment.id.label("key"),
    word(Commitment.promised_by).label("promised_by"),
    Commitment.nation_code.label("nation_code"),
    Commitment.organisation_id.label("organisation_id"),
    Commitment.owner_id.label("owner_id"),
    Commitment.made_at_id.label("event_id"),
    Commitment.due_on.label("due_on"),
    word(Commitment.state).label("state"),
    Commitment.settled_on.label("settled_on"),
)
FOLLOWING = select(
    literal("follow_up"),
    FollowUp.id,
    literal(PromisedBy.OURS.value),
    func.coalesce(FollowUp.promised_nation_code, OF_ORGANISATION),
    FollowUp.promised_organisation_id,
    FollowUp.owner_id,
    FollowUp.event_id,
    FollowUp.due_on,
    STATE,
    FollowUp.closed_on,
).where(
    or_(FollowUp.promised_nation_code.is_not(None), FollowUp.promised_organisation_id.is_not(None))
)
PROMISED = union_all(OWN, FOLLOWING).subquery("promised").c
"""The columns of all promises; each side is narrowed to what the viewer may see."""
