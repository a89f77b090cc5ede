"""Pages of the room: people."""

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.officetime import day_begins
from planner.participants.actions import TAKEN_OVER, add_person, edit_person
from planner.participants.columns import PEOPLE, service
from planner.participants.double_queries import Typed
from planner.participants.double_views import question_about
from planner.participants.erasing_actions import delete_person, erase_person
from planner.participants.forms import ExportForm, PersonForm
from planner.participants.models import Person
from planner.participants.queries import all_people, is_in_use, people_page, suggested_people
from planner.participants.reading_actions import note_export, note_view
from planner.partners.queries import nation_choices, organisation_choices
from planner.text.reading import row_id
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.file_notes import asked_filter
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.log_commits import commit_log
from planner.web.nationwords import nation_or_none
from planner.web.paging import Page, asked_keys, asks_for_all
from planner.web.removal_forms import RemovalForm

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.route("/")
@may("see_people")
def index() -> ResponseReturnValue:
    """List the people that fit the filter; all their names on one page want a reason."""
    if asks_for_all():
        viewer().require("export_names", _("Only the country desk prints all names at once."))
        return redirect(with_query(url_for(".export")), 303)
    shown = shown_filter(PEOPLE)
    page = Page(people_page(shown.wanted, **asked_keys()))
    return render_template(
        "people/index.html",
        shown=shown,
        page=page,
        rows=PEOPLE.page(page.items),
        whole_url=with_query(url_for(".export")),
    )


@bp.route("/suggest")
@may("see_people")
def suggest() -> ResponseReturnValue:
    """Return people whose names begin like what was typed, as list items."""
    words, nation = request.args.get("q", ""), nation_or_none(request.args.get("nation", ""))
    people = suggested_people(words, nation) if len(words.strip()) > 1 else []
    return render_template(
        "people/_suggest.html", people=people, as_links=request.args.get("as") == "links"
    )


@bp.route("/export", methods=["GET", "POST"])
@may("export_names")
def export() -> ResponseReturnValue:
    """Ask for the reason, note it, and hand the names out: as a file, or as a page to print."""
    form, people = ExportForm(), all_people(filter_of_file(PEOPLE))
    count = len(people)
    if suffix := form.submit(note_export, count=count, filter_text=asked_filter()):
        if suffix == "print":
            return render_template("people/print.html", rows=PEOPLE.page(people), count=count)
        return respond_list(PEOPLE, people, suffix, is_told=True)
    return render_template("people/export.html", form=form, count=count), (
        422 if form.errors else 200
    )


@bp.route("/<id:person_id>")
@may("see_people")
def show(person_id: int) -> ResponseReturnValue:
    """Show a person, with what the rooms above have of them; the reading is recorded."""
    person = db.get_or_404(Person, person_id)
    if note_view(person, viewer=viewer(), since=day_begins(today())):
        commit_log()
    return render_template(
        "people/show.html",
        person=person,
        service=service(person),
        is_in_use=is_in_use(person),
        form=ActionForm(),
    )


def form_of(**kwargs: Any) -> PersonForm:
    """Return the form with its choices."""
    return PersonForm(
        nations=nation_choices(viewer().nations), organisations=organisation_choices(), **kwargs
    )


def edit_page(form: PersonForm, person: Person | None) -> ResponseReturnValue:
    """Return the form's page, with the question when somebody on record may be meant."""
    is_asked = form.is_submitted() and (person is None or form.typed != Typed.of(person))
    question = question_about(form.typed, form.answer, person) if is_asked else None
    return render_template("people/edit.html", form=form, person=person, question=question), (
        422 if form.errors or form.form_errors else 200
    )


@bp.route("/new", methods=["GET", "POST"])
@may("edit_people")
def new() -> ResponseReturnValue:
    """Add a person."""
    form = form_of(
        data={
            "nation_code": nation_or_none(request.args.get("nation", "")),
            "organisation_id": request.args.get("organisation", type=row_id),
            "purpose": _("Takes part in events"),
            "retention": "contact",
        }
    )
    if person := form.submit(add_person, viewer=viewer(), now=now()):
        if form.answer.data.same_as:
            tell_taken_over(person, form)
        else:
            flash(_("%(name)s was added", name=person.full_name), "success")
        return redirect(url_for(".show", person_id=person.id), 303)
    return edit_page(form, None)


def tell_taken_over(person: Person, form: PersonForm) -> None:
    """Say that the person was on record, and what was typed that the record has otherwise."""
    flash(_("%(name)s was on record already; nobody was added", name=person.full_name), "success")
    others = [
        f"{field.label.text} “{field.raw_data[0]}”"
        for name in TAKEN_OVER
        if (field := form[name]).data and field.data != getattr(person, name) and field.raw_data
    ]
    if others:
        words = _("The record says otherwise, so this was not taken over: %(fields)s")
        flash(words % {"fields": ", ".join(others)}, "warning")


@bp.route("/<id:person_id>/edit", methods=["GET", "POST"])
@may("edit_people")
def edit(person_id: int) -> ResponseReturnValue:
    """Change a person's record."""
    person = db.get_or_404(Person, person_id)
    form = form_of(obj=person)
    if form.submit(edit_person, person, viewer=viewer(), now=now()):
        flash(_("%(name)s was saved", name=person.full_name), "success")
        return redirect(url_for(".show", person_id=person.id), 303)
    return edit_page(form, person)


@bp.route("/<id:person_id>/erase", methods=["GET", "POST"])
@may("export_names")
def erase(person_id: int) -> ResponseReturnValue:
    """Ask once, then take everything personal out of a record."""
    person, form = db.get_or_404(Person, person_id), ActionForm()
    if form.submit(erase_person, person, viewer=viewer()):
        flash(_("The record was erased; attendance is still counted"), "success")
        return redirect(url_for(".show", person_id=person.id), 303)
    return render_template("people/erase.html", form=form, person=person), (
        422 if form.errors else 200
    )


@bp.route("/<id:person_id>/delete", methods=["POST"])
@may("edit_people")
def delete(person_id: int) -> ResponseReturnValue:
    """Delete somebody who never took part."""
    person, form = db.get_or_404(Person, person_id), RemovalForm()
    page = ("people.show", "person_id")
    if form.remove(person, delete_person, person, viewer=viewer(), page=page):
        form.tell(_("The record was deleted"))
        return redirect(url_for(".index"), 303)
    flash(" ".join(form.form_errors), "error")
    return redirect(url_for(".show", person_id=person_id), 303)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
