"""Finding and adding people from inside the event form, with everything typed kept."""

from flask import request
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.events.attendance_actions import sees_names
from planner.events.fields import options
from planner.events.forms import EventForm
from planner.events.models import Event
from planner.events.prefill import refill
from planner.events.queries import people_by_id
from planner.participants.actions import add_person
from planner.participants.models import Person
from planner.participants.queries import suggested_people
from planner.reading import row_id
from planner.web.access import viewer
from planner.web.forms import PlannerForm


def described(person: Person) -> str:
    """Return a person as a list to tick shows them."""
    return ", ".join(part for part in (person.full_name, person.nation_code, person.post) if part)


def people_offered(event: Event | None) -> dict[int, str]:
    """Return the people to tick: those sent with the form and those that the search finds.

    Those on the event's list already are shown there; here are the ones to add.
    """
    if not viewer().may("edit_people") or (event and not sees_names(event, viewer())):
        return {}
    people = people_by_id(request.form.getlist("person_ids", type=row_id))
    words = request.form.get("person_search", "").strip()
    if words and "find_people" in request.form:
        people += suggested_people(words)
    return {person.id: described(person) for person in people}


class NewPerson(PlannerForm):
    """Saves the person typed into the event form; that form's own fields hold the words."""

    answers_in_place = True

    def made_before(self, key: int) -> Person | None:
        """Return the person whom the first sending added."""
        return db.session.get(Person, key)


def serve_people(form: EventForm) -> None:
    """Do what the search or the add button in the form's part on people asks for."""
    if "find_people" in request.form and not form.person_ids.choices:
        form.person_search.errors = [_("Nobody with this name is known. Add them below.")]
    if "add_person" in request.form:
        add_typed_person(form)


def add_typed_person(form: EventForm) -> None:
    """Add the person typed in and tick them; or say what is missing."""
    name, nation = form.new_name.data, form.new_nation.data
    if not name:
        form.new_name.errors = [_("Enter the person’s name.")]
    elif not nation:
        form.new_nation.errors = [_("Choose the person’s nation.")]
    else:
        saved = NewPerson()
        fields = {"name": name, "nation_code": nation, "rank": form.new_rank.data}
        person = saved.submit(add_person, **fields, viewer=viewer(), now=now())
        if person is None:
            form.new_name.errors = list(saved.form_errors)
            return
        form.person_ids.choices += options({person.id: described(person)})
        chosen = [*(form.person_ids.data or []), person.id]
        refill(form, dict.fromkeys(("new_rank", "new_name", "new_nation")))
        form.person_ids.data = chosen
