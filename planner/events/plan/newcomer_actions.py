"""People typed into an event's form are saved with it: all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.page.names_actions import check_names
from planner.participants.actions import add_person
from planner.participants.doubles import keep_apart
from planner.participants.models import Person
from planner.participants.names import is_one_name, is_similar
from planner.shapes.event_parts import Newcomer
from planner.shapes.person import WrittenPerson
from planner.viewers import Viewer


def with_newcomers(
    values: Mapping[str, Any], *, event: Event | None, viewer: Viewer, now: datetime
) -> dict[str, Any]:
    """Return an event's values with the people typed in added and put on its list.

    Raises NotAllowed for who does not keep the names of an event that is there.
    """
    found = dict(values)
    newcomers = found.pop("newcomers", None)
    if not newcomers:
        return found
    if event is not None:
        check_names(event, viewer)
    people = add_newcomers(newcomers, viewer=viewer, now=now)
    found["person_ids"] = [*(found.get("person_ids") or ()), *(person.id for person in people)]
    return found


def add_newcomers(newcomers: Sequence[Newcomer], *, viewer: Viewer, now: datetime) -> list[Person]:
    """Add people, or find those on record who were meant.

    Two of them who are alike were typed side by side, so they are two people.
    """
    refuse_the_same_twice(newcomers)
    people: list[Person] = []
    for newcomer in newcomers:
        written = WrittenPerson(
            name=newcomer.name,
            nation_code=newcomer.nation_code,
            rank=newcomer.rank,
            answer=newcomer.answer,
        )
        apart = [one.id for one in people]
        person = add_person(written, viewer=viewer, now=now, apart=apart)
        added = [one for one in people if one.created_at == now and is_like(one, person)]
        if not newcomer.answer.same_as:
            keep_apart(person, added, viewer=viewer, now=now)
        people.append(person)
    return people


def is_like(one: Person, other: Person) -> bool:
    """Say whether two people of one nation have similar names."""
    return one.nation_code == other.nation_code and is_similar(one.name, other.name)


def refuse_the_same_twice(newcomers: Sequence[Newcomer]) -> None:
    """Raise RuleBroken for a person who was typed twice."""
    for one, other in combinations(newcomers, 2):
        beside = (one.nation_code, one.rank) == (other.nation_code, other.rank)
        if beside and is_one_name(one.name, other.name):
            raise RuleBroken(
                _(
                    "“%(name)s” is typed twice. Leave one of the two out, or tell them apart by "
                    "their rank.",
                    name=one.name,
                )
            )
