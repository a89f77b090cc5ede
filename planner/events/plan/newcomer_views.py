"""People typed into the event form, with everything typed kept."""

from flask import request
from flask_babel import gettext as _

from planner.events.plan.forms import EventForm
from planner.events.plan.newcomer_fields import NEW, NEW_AT_MOST
from planner.events.plan.newcomer_rows import NewcomerRow
from planner.events.plan.proposing_anew import refill
from planner.participants.double_views import Question, question_about
from planner.text.reading import whole
from planner.web.access import viewer


def newcomer_rows() -> int:
    """Return how many people were typed in before, and one more when another is added."""
    sent = request.form.get("newcomers", 0, type=whole)
    return max(0, min(sent, NEW_AT_MOST)) + ("add_person" in request.form)


def serve_people(form: EventForm) -> None:
    """Do what the search or the add button in the form's part on people asks for."""
    if "find_people" in request.form and not form.person_ids.choices:
        form.person_search.errors = [_("Nobody with this name is known. Add them below.")]
    if "add_person" in request.form:
        put_on_the_form(form)
    typed = [number for number, row in enumerate(form.newcomer_rows[:-1], 1) if row.is_typed]
    form.newcomers.raw_data = [str(max(typed, default=0))]


def put_on_the_form(form: EventForm) -> None:
    """Move the person typed in into a row of their own, to be saved with the event.

    Or say what is missing. Nothing is saved here: the event may yet be given up.
    """
    *rows, typed = form.newcomer_rows
    for field in (typed.name, typed.nation):
        field.errors = []
    if not typed.is_whole():
        return
    free = next((number for number, row in enumerate(rows) if not row.is_typed), None)
    if free is None:
        typed.name.errors = [
            _("There is room for %(most)s new people. Save the event first.", most=NEW_AT_MOST)
        ]
        return
    parts = ("rank", "name", "nation")
    refill(form, {f"{NEW}{free}_{part}": form[f"new_{part}"].data for part in parts})
    refill(form, {f"new_{part}": None for part in (*parts, "answer")})


def questions_in(form: EventForm) -> list[tuple[NewcomerRow, Question | None]]:
    """Return the people typed in, each with the question when somebody on record may be meant.

    The last one is the row in which another may be typed.
    """
    if not viewer().may("edit_people"):
        return []
    *rows, typed = form.newcomer_rows
    shown = [row for row in rows if row.is_typed]
    return [(row, question_about(row.typed, row.answer)) for row in [*shown, typed]]
