"""The page of the card “Tomorrow I meet”, and the button that leads there."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from planner.clock import today
from planner.db import db
from planner.documents.person_card import card_of
from planner.officetime import day_begins
from planner.participants.models import Person
from planner.participants.reading_actions import note_view
from planner.web.access import may, viewer
from planner.web.log_commits import commit_log
from planner.web.panels import panel

bp = Blueprint("person_cards", __name__, url_prefix="/people")


@bp.route("/<id:person_id>/card")
@may("see_people")
def show(person_id: int) -> ResponseReturnValue:
    """Show what to know before meeting somebody, fit to be printed; the reading is recorded."""
    person, day = db.get_or_404(Person, person_id), today()
    if note_view(person, viewer=viewer(), since=day_begins(day)):
        commit_log()
    told, marking = card_of(person, day)
    return render_template(
        "documents/person_card.html", person=person, told=told, today=day, page_marking=marking
    )


@panel("person_actions")
def offered_of_person(person: Person) -> tuple[str, dict[str, Any]]:
    """Offer the card of a person."""
    return "documents/_of_person.html", {"person": person}
