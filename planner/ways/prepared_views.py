"""The page on which is recorded who has read the brief before travelling."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.events.choice_queries import users_by_id
from planner.events.models import Event
from planner.events.page.people_views import with_names
from planner.ways.blueprint import bp
from planner.ways.forms import ReadForm
from planner.ways.planned import has_travellers, nations_read_of
from planner.ways.prepared_actions import record_read, take_back_read, travellers
from planner.ways.queries import brief_changed_on
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.nationnames import nation_name


@bp.route("/events/<id:event_id>/preparation", methods=["GET", "POST"])
@may("see_people")
def preparation(event_id: int) -> ResponseReturnValue:
    """Show which travellers have read the brief; who keeps the names, records it."""
    event = with_names(event_id)
    if not has_travellers(event):
        abort(404)
    changed_on = brief_changed_on(nations_read_of(event))
    unread = {row.id: row.person.full_name for row in travellers(event) if not row.prepared_on}
    form = ReadForm(people=unread, data={"prepared_on": today()})
    given = {"viewer": viewer(), "today": today(), "brief_of_on": changed_on}
    if form.submit(record_read, event, **given):
        flash(_("It is recorded who has read the brief."), "success")
        return redirect(url_for(".preparation", event_id=event_id), 303)
    return preparation_page(event, form)


def preparation_page(event: Event, form: ReadForm) -> ResponseReturnValue:
    """Return the page; 422 when something has to be corrected."""
    rows, codes = travellers(event), nations_read_of(event)
    page = render_template(
        "ways/preparation.html",
        event=event,
        form=form,
        read=[row for row in rows if row.prepared_on],
        number=len(rows),
        users=users_by_id([row.prepared_by_id for row in rows if row.prepared_by_id]),
        codes=sorted(codes, key=nation_name),
        changed_on=brief_changed_on(codes),
        page_marking=event.marking,
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/events/<id:event_id>/preparation/<id:attendance_id>/take-back")
@may("edit_people")
def take_back(event_id: int, attendance_id: int) -> ResponseReturnValue:
    """Take the note back that a traveller has read the brief."""
    event, form = with_names(event_id), ActionForm()
    if form.submit(take_back_read, event, attendance_id, viewer=viewer()):
        flash(_("The note was taken back."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".preparation", event_id=event_id), 303)
