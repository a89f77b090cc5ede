"""The page of who takes part in an event: find, add, set roles, tick who came."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.events.blueprint import bp
from planner.events.choice_queries import nation_choices, users_by_id
from planner.events.models import Event
from planner.events.ownership import lacks_names
from planner.events.page.answers import pressed, removed
from planner.events.page.attendance_actions import add_attendance, add_new_person, remove_attendance
from planner.events.page.clearances import ends_too_early
from planner.events.page.joining_forms import AddKnownForm, NewPersonForm
from planner.events.page.names_actions import give_names
from planner.events.page.people_forms import people_data, people_form
from planner.events.page.presence_actions import update_attendances
from planner.events.shown import shown
from planner.events.states.steps import check_step, refusal
from planner.participants.double_queries import Typed
from planner.participants.double_views import Question, question_about
from planner.participants.models import Person
from planner.participants.queries import suggested_people
from planner.web.access import may, viewer
from planner.web.forms import ActionForm, PlannerForm
from planner.web.kept_sent import shows_words
from planner.web.removal_forms import RemovalForm


def with_names(event_id: int) -> Event:
    """Return the event when its names may be seen; 403 otherwise."""
    event = shown(event_id)
    check_step("see_names", event, viewer())
    return event


def people_page(event: Event, form: PlannerForm, new: PlannerForm) -> ResponseReturnValue:
    """Return the page of the list, with whom the search found."""
    words = request.args.get("q", "").strip()
    present = {row.person_id for row in event.attendances}
    found = [person for person in suggested_people(words) if person.id not in present]
    context: dict[str, Any] = {"event": event, "form": form, "new": new, "words": words}
    context |= {"found": found if words else [], "page_marking": event.marking}
    context |= {"unnamed_owner": owner_without_names(event), "question": question_in(new)}
    context |= {"shut": refusal("people", event, viewer()), "ends_too_early": ends_too_early}
    is_wrong = bool(form.errors or form.form_errors or new.errors or new.form_errors)
    return render_template("events/people.html", **context), 422 if is_wrong else 200


def question_in(new: PlannerForm) -> Question | None:
    """Return the question when the new person may be on record already."""
    if not isinstance(new, NewPersonForm) or not new.name.raw_data:
        return None
    typed = Typed(new.name.data or "", new.nation_code.data or "")
    return question_about(typed, new.answer)


@bp.route("/<id:event_id>/people", methods=["GET", "POST"])
@may("see_people")
def people(event_id: int) -> ResponseReturnValue:
    """Show the list of an event; set roles and tick who came."""
    event = with_names(event_id)
    form = people_form(event.attendances)(data=people_data(event))
    if form.submit(update_attendances, event, viewer=viewer()):
        flash(_("The list was saved"), "success")
        return redirect(url_for(".people", event_id=event_id), 303)
    new = NewPersonForm(formdata=None, prefix="new-", nations=nation_choices())
    return people_page(with_names(event_id), form, new)


@bp.route("/<id:event_id>/people/add", methods=["POST"])
@may("edit_people")
def add_known(event_id: int) -> ResponseReturnValue:
    """Put a known person on the list."""
    event = with_names(event_id)
    form = AddKnownForm()
    person = db.get_or_404(Person, form.person_id.data or 0)
    button = ActionForm()
    button.submit(add_attendance, event, person, viewer=viewer())
    return pressed(event_id, ".people", button, _("Added to the list"))


@bp.route("/<id:event_id>/people/new", methods=["POST"])
@may("edit_people")
@shows_words
def add_new(event_id: int) -> ResponseReturnValue:
    """Add a person who is not known yet, and put them on the list."""
    event = with_names(event_id)
    new = NewPersonForm(prefix="new-", nations=nation_choices())
    if new.submit(add_new_person, event, viewer=viewer(), now=now()):
        flash(_("%(name)s is on the list", name=new.name.data), "success")
        return redirect(url_for(".people", event_id=event_id), 303)
    event = with_names(event_id)
    form = people_form(event.attendances)(formdata=None, data=people_data(event))
    return people_page(event, form, new)


def owner_without_names(event: Event) -> str | None:
    """Return the name of an owner to whom this viewer may give the names; None without one."""
    if not lacks_names(event) or event.owner_id == viewer().user_id:
        return None
    return users_by_id([event.owner_id]).get(event.owner_id or 0)


@bp.route("/<id:event_id>/people/give", methods=["POST"])
@may("edit_people")
def give(event_id: int) -> ResponseReturnValue:
    """Let the owner keep the names."""
    event = with_names(event_id)
    form = ActionForm()
    form.submit(give_names, event, viewer=viewer())
    return pressed(event_id, ".people", form, _("The owner keeps the names now"))


@bp.route("/<id:event_id>/people/<id:person_id>/remove", methods=["POST"])
@may("edit_people")
def drop_person(event_id: int, person_id: int) -> ResponseReturnValue:
    """Take a person off the list."""
    event, form = with_names(event_id), RemovalForm()
    row = next((row for row in event.attendances if row.person_id == person_id), None)
    page = url_for(".people", event_id=event_id)
    form.remove(row, remove_attendance, event, person_id, viewer=viewer(), page=page)
    return removed(page, form, _("Taken off the list"))
