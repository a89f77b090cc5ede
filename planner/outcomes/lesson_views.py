"""Pages of lessons."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import LessonState
from planner.clock import now, today
from planner.db import db
from planner.events.models import Event
from planner.outcomes.applied_queries import events_applying, times_applied
from planner.outcomes.asked_views import event_asked_for
from planner.outcomes.choice_queries import out_of_reach, owner_choices
from planner.outcomes.forms import LessonForm
from planner.outcomes.lesson_actions import change_lesson, move_lesson, observe_lesson
from planner.outcomes.lesson_columns import LESSONS
from planner.outcomes.lesson_queries import all_lessons, lesson_page, state_counts
from planner.outcomes.models import Lesson
from planner.outcomes.queries import highest
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import offer_undo

bp = Blueprint("lessons", __name__)


def link(lesson_id: int) -> str:
    """Return the address of a lesson's page."""
    return url_for("lessons.show", lesson_id=lesson_id)


@bp.route("/lessons/")
@may("see")
def index() -> ResponseReturnValue:
    """List the lessons that a filter lets through."""
    shown = shown_filter(LESSONS)
    wanted = shown.wanted
    page = Page(lesson_page(wanted, **asked_keys()))
    counts = state_counts()
    tabs = [(_("All"), url_for(".index"), not wanted.state, sum(counts.values()))] + [
        (state.label, url_for(".index", state=state.value), wanted.state == (state,), counts[state])
        for state in LessonState
    ]
    return render_template(
        "lessons/index.html",
        shown=shown,
        page=page,
        tabs=tabs,
        rows=LESSONS.page(page.items, times_applied([one.id for one in page.items])),
        page_marking=highest(lesson.event for lesson in page.items),
    )


@bp.route("/lessons.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the lessons that the filter lets through."""
    rows = all_lessons(filter_of_file(LESSONS))
    times = times_applied([one.id for one in rows])
    return respond_list(LESSONS, rows, suffix, about=times, as_of=now())


@bp.route("/lessons/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Note a lesson of an event."""
    event = event_asked_for()
    form = LessonForm(data={"identified_on": today()}, owners=owner_choices())
    if form.submit(observe_lesson, event, viewer=viewer(), today=today()):
        flash(_("The lesson is noted."), "success")
        return redirect(url_for("events.show", event_id=event.id), 303)
    return edit_page(form, event, None)


@bp.route("/lessons/<id:lesson_id>", methods=["GET", "POST"])
@may("see")
def show(lesson_id: int) -> ResponseReturnValue:
    """Show a lesson; who may, changes it here."""
    lesson = db.get_or_404(Lesson, lesson_id)
    form = LessonForm(obj=lesson, owners=owner_choices(keep=[lesson.owner_id]))
    if form.submit(change_lesson, lesson, viewer=viewer(), today=today()):
        flash(_("The lesson is saved."), "success")
        return redirect(link(lesson_id), 303)
    return edit_page(form, lesson.event, lesson)


def edit_page(form: LessonForm, event: Event, lesson: Lesson | None) -> ResponseReturnValue:
    """Return the page of a new or an existing lesson."""
    way, applied = list(LessonState), events_applying(lesson) if lesson else []
    page = render_template(
        "lessons/edit.html",
        form=form,
        event=event,
        lesson=lesson,
        out_of_reach=out_of_reach(lesson.owner, event, viewer()) if lesson else None,
        steps=lesson_steps(lesson, way),
        following=next(iter(way[way.index(lesson.state) + 1 :]), None) if lesson else None,
        is_first=lesson is None or lesson.state is way[0],
        applied=applied,
        page_marking=highest([event, *applied]),
    )
    return page, 422 if form.errors else 200


def lesson_steps(lesson: Lesson | None, way: list[LessonState]) -> list[tuple[object, str]]:
    """Return where a lesson stands on its way."""
    here = way.index(lesson.state) if lesson else 0
    is_learned = lesson is not None and lesson.state is way[-1]
    words = {True: "done", False: "next"}
    return [
        (state.label, "now" if place == here and not is_learned else words[place <= here])
        for place, state in enumerate(way)
    ]


@bp.route("/lessons/<id:lesson_id>/advance", methods=["POST"])
@may("report")
def advance(lesson_id: int) -> ResponseReturnValue:
    """Move a lesson one step on."""
    return step(lesson_id, 1)


@bp.route("/lessons/<id:lesson_id>/return", methods=["POST"])
@may("report")
def go_back(lesson_id: int) -> ResponseReturnValue:
    """Move a lesson one step back."""
    return step(lesson_id, -1)


def step(lesson_id: int, steps: int) -> ResponseReturnValue:
    """Move a lesson and say where it stands; the step can be undone."""
    lesson = db.get_or_404(Lesson, lesson_id)
    form = ActionForm()
    if form.submit(move_lesson, lesson, viewer=viewer(), today=today(), steps=steps):
        undo = url_for(".go_back" if steps > 0 else ".advance", lesson_id=lesson_id)
        text = _("The lesson is now: %(state)s.", state=lesson.state.label)
        offer_undo(text, undo)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(link(lesson_id), 303)
