"""My desk: what needs the viewer, the next two weeks, and the way on from each line."""

from datetime import date
from typing import Any

from flask import Flask, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.clock import now, today
from planner.desk import (
    queries,
    seen_views,  # noqa: F401 - its pages join the blueprint
)
from planner.desk.blueprint import bp
from planner.desk.leaving_views import leaving
from planner.desk.lines import by_age, coming_line
from planner.desk.settings_links import settings_links, url_or_none
from planner.desk.strip import strip_of_days
from planner.desk.taking_views import taking
from planner.desk.work import WORK, marking_of_work, more_words, section
from planner.outcomes.queries import highest
from planner.web.access import may, viewer


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    app.register_blueprint(leaving)
    app.register_blueprint(taking)


def coming_url(present: date) -> str:
    """Return the address of the list of all that is coming up."""
    days: dict[str, Any] = {"from": present, "to": present + queries.AHEAD}
    return url_for("events.index", **days)


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show what needs the viewer, and what is coming up."""
    who, present = viewer(), today()
    work = [part for one in WORK if (part := section(one, who, present))["lines"]]
    coming = queries.coming_up(present)
    return render_template(
        "desk/index.html",
        work=work,
        coming=[coming_line(event) for event in coming.rows],
        more_coming=more_words(coming),
        coming_url=coming_url(present),
        strip=strip_of_days(who, present, coming) if who.sees_content else None,
        today=present,
        until=now().isoformat(),
        settings=settings_links(who),
        sees_content=who.sees_content,
        page_marking=max(
            (
                found
                for found in (highest(coming.rows), *(part["marking"] for part in work))
                if found
            ),
            default=None,
        ),
        quick_url=url_or_none("events.quick") if who.may("report") else None,
    )


@bp.route("/desk/<name>")
@may("see")
def work(name: str) -> ResponseReturnValue:
    """Show all of one kind of work, which the desk shows the first lines of."""
    one = next((one for one in WORK if one.name == name), None)
    if one is None:
        abort(404)
    who, present = viewer(), today()
    rows = one.find(who, present).every()
    lines = [one.line_of(row, who, present) for row in rows]
    return render_template(
        "desk/work.html",
        title=one.title,
        number=len(lines),
        groups=by_age(lines),
        today=present,
        clears=url_for(one.clears) if one.clears else "",
        until=now().isoformat(),
        page_marking=marking_of_work(rows),
    )
