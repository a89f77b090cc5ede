"""What the event form offers whoever has it before them."""

from planner.events.choice_queries import (
    group_choices,
    nation_choices,
    owner_choices,
)
from planner.events.models import Event
from planner.events.plan.offer import Offer
from planner.events.plan.people_offer_views import people_offered
from planner.objectives.models import Objective
from planner.partners.queries import programme_choices
from planner.web.access import viewer


def offer(objectives: list[Objective], event: Event | None = None) -> Offer:
    """Return what the form offers this viewer."""
    nations = nation_choices()
    groups, group_codes = group_choices()
    return Offer(
        nations=nations,
        groups=groups,
        group_codes=group_codes,
        programmes=programme_choices(),
        owners=owner_choices(keep=event.owner_id if event else None),
        objectives={one.id: f"{one.code} {one.name}" for one in objectives},
        ceiling=viewer().ceiling,
        people=people_offered(event),
    )
