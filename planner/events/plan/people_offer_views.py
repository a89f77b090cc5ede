"""The people that the event form offers to tick."""

from flask import request

from planner.events.choice_queries import people_by_id
from planner.events.models import Event
from planner.events.states.steps import is_open
from planner.participants.models import Person
from planner.participants.queries import suggested_people
from planner.text.reading import row_id
from planner.web.access import viewer


def described(person: Person) -> str:
    """Return a person as a list to tick shows them."""
    return ", ".join(part for part in (person.full_name, person.nation_code, person.post) if part)


def people_offered(event: Event | None) -> dict[int, str]:
    """Return the people to tick: those sent with the form and those that the search finds.

    Those on the event's list already are shown there; here are the ones to add.
    """
    if not viewer().may("edit_people") or (event and not is_open("see_names", event, viewer())):
        return {}
    people = people_by_id(request.form.getlist("person_ids", type=row_id))
    words = request.form.get("person_search", "").strip()
    if words and "find_people" in request.form:
        people += suggested_people(words)
    return {person.id: described(person) for person in people}
