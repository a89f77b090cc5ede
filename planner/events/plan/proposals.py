"""What the form of a new event proposes for its kind and its wish."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from planner.choices import Marking
from planner.events.plan.event_wish import EventWish
from planner.events.plan.form_data import ticked_defaults
from planner.events.plan.money import currency_of
from planner.events.plan.quick_actions import weighed
from planner.kinds.queries import usual_links
from planner.objectives.models import Objective
from planner.officetime import office_zone
from planner.shapes.event_parts import PlannedLink
from planner.viewers import Viewer


def proposed(
    wish: EventWish,
    kind: str,
    objectives: Sequence[Objective],
    viewer: Viewer,
    own: str | None,
) -> dict[str, Any]:
    """Return the form's data for a new event of a kind."""
    nations = [*wish.nations, *([own] if own else [])]
    data: dict[str, Any] = {
        "kind": kind,
        "version": 0,
        "owner_id": viewer.user_id,
        "marking": min(Marking.OFFICIAL, viewer.ceiling),
        "zone": office_zone().key,
        "partner_codes": nations,
        "releasable_to": [own] if own else [],
        "programme_id": wish.programme_id,
        "currency": currency_of(own),
        "travel_days_before": 0,
        "travel_days_after": 0,
        "proposed_for": kind,
    }
    data |= proposed_days(wish)
    return data | ticked_defaults(proposed_links(kind, objectives, wish.objective_ids))


def proposed_days(wish: EventWish) -> dict[str, Any]:
    """Return the first day asked for, or the year as a whole."""
    if wish.starts_on:
        return {"starts_on": wish.starts_on, "ends_on": wish.starts_on}
    if wish.year:
        whole = (date(wish.year, 1, 1), date(wish.year, 12, 31))
        return {"starts_on": whole[0], "ends_on": whole[1], "date_precision": "year"}
    return {}


def proposed_links(
    kind: str, objectives: Iterable[Objective], wanted: Iterable[int] = ()
) -> list[PlannedLink]:
    """Return the links that the kind proposes; objectives asked for come first and primary."""
    codes, asked = usual_links(kind), set(wanted)
    links = weighed(kind, [one for one in objectives if one.code in codes or one.id in asked])
    if not asked:
        return links
    return [link.but(is_primary=link.objective_id in asked) for link in links]
