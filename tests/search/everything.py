"""One row of every kind that the search finds, all named with the same word."""

from datetime import date
from types import SimpleNamespace

from planner.choices import (
    CulturalElement,
    CultureDirection,
    EventState,
    GiftDirection,
    Marking,
    MediaKind,
)
from planner.db import db
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import Lesson, MediaItem
from planner.partners.models import Institution
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from tests.factories import (
    add,
    make_aim,
    make_attachment,
    make_commitment,
    make_event,
    make_follow_up,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_person,
    make_plan,
    make_programme,
    make_report,
    make_way,
)

DAY = date(2030, 2, 20)
ON_EVENTS = (
    *("event", "outcome", "follow_up", "lesson", "report", "media", "concern", "attachment"),
    *("timetable", "culture", "gift"),
)
"""Kinds that a viewer sees only with the event that they are or hang on."""

SHOWN = {"element": CulturalElement.MUSIC, "direction": CultureDirection.OURS}
LABELS = {
    "event": "Event",
    "person": "Person",
    "organisation": "Organisation",
    "nation": "Nation",
    "objective": "Objective",
    "plan": "Plan",
    "aim": "Aim",
    "programme": "Programme",
    "institution": "Institution",
    "report": "After-action report",
    "outcome": "Outcome",
    "follow_up": "Follow-up",
    "lesson": "Lesson",
    "media": "Media item",
    "concern": "Concern",
    "attachment": "Attachment",
    "timetable": "Item of a timetable",
    "culture": "Part of culture",
    "gift": "Gift",
    "way": "Note on a nation",
    "commitment": "Commitment",
}


def make_one_of_each_kind(word, nation="FR", marking=Marking.PUBLIC):
    """Return a row of each kind by its name; each holds the word in its title."""
    event = make_event(
        title=f"{word} visit",
        summary="x " * 60 + f"deep {word.lower()}",
        partners=[nation],
        marking=marking,
        state=EventState.EXECUTED,
    )
    plan = make_plan(name=f"{word} strategy", note="Together")
    objective = make_objective(make_line(plan, name="Presence abroad"), name=f"{word} access")
    make_indicator(objective, name="Days alongside")
    found = SimpleNamespace(
        event=event,
        outcome=make_outcome(events=[event], title=f"{word} agreed"),
        follow_up=make_follow_up(event=event, what=f"Send the {word} plans"),
        person=make_person(name=f"{word} Master", nation=nation),
        organisation=make_organisation(name=f"{word} Office", nation=nation),
        nation=make_nation("XK", name=f"{word} land", is_name_edited=True),
        objective=objective,
        plan=plan,
        aim=make_aim(name=f"{word} prosperity", agency="Ministry of Trade", note="Jobs"),
        programme=make_programme(name=f"{word} Series"),
        institution=add(Institution(name=f"{word} College", nation_code=nation)),
        report=make_report(event=event, happened=f"The {word} was full"),
        lesson=add(Lesson(event=event, what=f"Book the {word}", identified_on=DAY)),
        media=add(
            MediaItem(
                event=event, kind=MediaKind.PRESS_RELEASE, title=f"{word} news", published_on=DAY
            )
        ),
        timetable=add(TimetableItem(event=event, what=f"{word} tour", on_day=DAY)),
        culture=add(CulturalPart(event=event, what=f"{word} songs", **SHOWN)),
        gift=add(Gift(event=event, what=f"{word} print", direction=GiftDirection.GIVEN)),
        concern=add(Concern(event=event, what=f"{word} noise", source="press", raised_on=DAY)),
        attachment=make_attachment(event, f"{word} programme.pdf"),
        commitment=make_commitment(nation, what=f"{word} charts", marking=marking),
        way=make_way(nation, f"{word} first, then business"),
    )
    db.session.commit()
    return found
