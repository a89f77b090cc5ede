"""What an approval binds holds at the flush too: an action that forgot to ask is refused."""

import pytest

from planner.choices import EventState, Marking, PartnerRole, Role
from planner.db import db
from planner.errors import NotAllowed
from planner.events.models import EventNation, ObjectiveLink, Place
from planner.viewers import Viewer, acting_as
from tests.factories import make_event, make_nation, make_objective, make_user

MATERIAL = {
    "title": lambda event: setattr(event, "title", "Other"),
    "cost": lambda event: setattr(event, "planned_cost", 11),
    "venue": lambda event: setattr(event, "details", event.details | {"venue": "Stadium"}),
    "place": lambda event: event.places.append(Place(town="Lae")),
    "nation": lambda event: event.partners.append(EventNation(nation=make_nation("ID"))),
    "part": lambda event: setattr(event.partners[0], "role", PartnerRole.INVITED),
    "link": lambda event: event.links.append(ObjectiveLink(objective=make_objective())),
    "weight": lambda event: setattr(event.links[0], "weight", 0.0),
    "removed": lambda event: event.places.clear(),
    "lower": lambda event: setattr(event, "marking", Marking.PUBLIC),
}
"""Changes of an approved event that an approver has to see."""
LET_BE = {
    "summary": lambda event: setattr(event, "summary", "Other"),
    "cost": lambda event: setattr(event, "planned_cost", 0),
    "performers": lambda event: setattr(event, "details", event.details | {"performers": "Choir"}),
    "higher": lambda event: setattr(event, "marking", Marking.OFFICIAL_SENSITIVE),
    "heads": lambda event: setattr(event.partners[0], "headcount_planned", 0),
}


def changed(change, state, role=Role.PLANNER):
    """Change an event of a state past every action; say whether the flush lets it be."""
    user = make_user()
    event = make_event(
        objectives=[make_objective()], state=state, kind="cultural_event", planned_cost=10,
        currency="EUR", marking=Marking.OFFICIAL, details={"venue": "Hall"},
    )  # fmt: skip
    make_nation("ID")
    db.session.commit()
    viewer = Viewer(user.id, frozenset({role}), Marking.OFFICIAL_SENSITIVE, None)
    with acting_as(db.session, viewer):
        change(event)
        try:
            db.session.flush()
        except NotAllowed:
            db.session.rollback()
            return False
    return True


@pytest.mark.parametrize("name", MATERIAL)
def test_what_is_bound_is_refused_of_an_approved_event_and_free_before(name):
    assert not changed(MATERIAL[name], EventState.APPROVED)
    assert changed(MATERIAL[name], EventState.COORDINATED)


@pytest.mark.parametrize("name", LET_BE)
def test_what_is_not_bound_is_free_at_an_approved_event(name):
    assert changed(LET_BE[name], EventState.APPROVED)


def test_an_approver_lowers_a_marking_and_changes_nothing_else_that_is_bound():
    assert changed(MATERIAL["lower"], EventState.APPROVED, Role.APPROVER)
    assert not changed(MATERIAL["title"], EventState.APPROVED, Role.APPROVER)
