"""Writing the rows of a plan: the nations that take part, the places, the objectives."""

from collections.abc import Collection, Iterable

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.choice_queries import nations_by_code, objectives_by_id
from planner.events.models import Event, EventNation, ObjectiveLink, Place
from planner.shapes.event_parts import PlannedLink, PlannedPlace


def set_partners(event: Event, codes: Collection[str]) -> None:
    """Make the nations that take part exactly these; rows that stay keep their headcounts."""
    wanted = nations_by_code(codes)
    refuse_unknown(set(codes) - wanted.keys())
    for row in list(event.partners):
        if row.nation_code not in wanted:
            event.partners.remove(row)
    present = {row.nation_code for row in event.partners}
    for code, nation in wanted.items():
        if code not in present:
            event.partners.append(EventNation(nation_code=code, nation=nation))


def refuse_unknown(codes: Collection[object]) -> None:
    """Raise RuleBroken naming what was sent and is not there, rather than leave it out."""
    if codes:
        raise RuleBroken(
            _(
                "There is no nation with the code “%(code)s”.",
                code=", ".join(sorted(str(code) for code in codes)),
            )
        )


def set_places(event: Event, places: Iterable[PlannedPlace]) -> None:
    """Make the places exactly these, in this order."""
    event.places = [
        Place(position=number, town=place.town, nation_code=place.nation_code, phase=place.phase)
        for number, place in enumerate(places)
    ]


def set_links(event: Event, links: Iterable[PlannedLink]) -> None:
    """Make the objectives served exactly these."""
    wanted = {link.objective_id: link for link in links}
    objectives = objectives_by_id(wanted)
    if len(objectives) < len(wanted):
        raise RuleBroken(_("One of the objectives is not there any more. Choose again."))
    for row in list(event.links):
        if row.objective_id not in wanted:
            event.links.remove(row)
    present = {row.objective_id: row for row in event.links}
    for objective in objectives:
        link = wanted[objective.id]
        row = present.get(objective.id) or ObjectiveLink(objective=objective)
        if objective.id not in present:
            row.objective_id = objective.id
            event.links.append(row)
        row.weight, row.is_primary = link.weight, link.is_primary
        row.intended_effect = link.intended_effect
