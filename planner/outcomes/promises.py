"""A promise noted while an event is logged becomes a follow-up of it."""

from datetime import datetime

from planner.events.choice_queries import own_code
from planner.events.models import Event
from planner.events.plan.promises import takes_promises
from planner.outcomes.follow_up_actions import hand_out_follow_up
from planner.outcomes.models import FollowUp
from planner.shapes.event_parts import PromiseMade
from planner.shapes.follow_up import WrittenFollowUp
from planner.viewers import Viewer


@takes_promises
def follow_up_of(event: Event, promise: PromiseMade, viewer: Viewer, now: datetime) -> FollowUp:
    """Hand out the follow-up; promised to the partner nation when there is only one."""
    partners = {row.nation_code for row in event.partners} - {own_code()}
    owed = WrittenFollowUp(
        owner_id=promise.owner_id,
        what=promise.what,
        due_on=promise.due_on,
        promised_nation_code=partners.pop() if len(partners) == 1 else None,
    )
    return hand_out_follow_up(event, owed, viewer=viewer, now=now)
