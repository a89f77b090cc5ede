"""The limits: what a bare Flask page or raw SQL takes for the same answer, in the same run."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask, render_template_string
from sqlalchemy import Engine, text

from planner.benchmark.office import MOMENT, YEAR
from planner.web.ids import init_ids

LIST_PAGE = """<!doctype html><title>Events</title><table>{% for row in rows %}
<tr><td><a href="/events/{{ row.id }}">{{ row.title }}</a></td><td>{{ row.kind }}</td>
<td>{{ row.state }}</td><td>{{ row.starts_on }}</td></tr>{% endfor %}</table>"""
EVENT_PAGE = """<!doctype html><title>{{ row.title }}</title><h1>{{ row.title }}</h1>
<p>{{ row.summary }}</p><p>{{ row.starts_on }} {{ row.ends_on }} {{ row.state }}</p>"""
COVERAGE = """
SELECT l.objective_id, n.nation_code, (CAST(strftime('%m', e.actual_ends_on) AS INTEGER) + 2) / 3,
       count(DISTINCT e.id)
FROM event e
JOIN objective_link l ON l.event_id = e.id
JOIN event_nation n ON n.event_id = e.id
WHERE e.state IN ('executed', 'reported', 'closed')
  AND e.actual_ends_on BETWEEN :first AND :last
GROUP BY 1, 2, 3
"""
YEAR_DAYS = {"first": f"{YEAR}-01-01", "last": f"{YEAR}-12-31"}


def bare_app(engine: Engine) -> Flask:
    """Return the thinnest application: Flask, one indexed query, Jinja; nobody signs in."""
    app = Flask("bare")
    init_ids(app)

    @app.get("/list")
    def rows() -> str:
        query = "SELECT id, title, kind, state, starts_on FROM event ORDER BY sort_on DESC LIMIT 50"
        with engine.connect() as connection:
            return render_template_string(LIST_PAGE, rows=connection.execute(text(query)).all())

    @app.get("/event/<id:event_id>")
    def row(event_id: int) -> str:
        query = text("SELECT * FROM event WHERE id = :id")
        with engine.connect() as connection:
            found = connection.execute(query, {"id": event_id}).one()
        return render_template_string(EVENT_PAGE, row=found)

    return app


def raw_coverage(engine: Engine) -> Callable[[], Any]:
    """Return one year's objective × nation × quarter in one statement."""

    def count() -> Any:
        with engine.connect() as connection:
            return connection.execute(text(COVERAGE), YEAR_DAYS).all()

    return count


def raw_feed(engine: Engine) -> Callable[[], Any]:
    """Return the stored entries of all events, joined from one statement."""

    def join() -> bytes:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT body FROM calendar_entry ORDER BY event_id"))
            return b"".join(row.body for row in rows)

    return join


def raw_save(engine: Engine) -> Callable[[], Any]:
    """Return a save by plain statements: event, two nations, three links, one history row."""
    columns = (
        "uid, title, kind, state, summary, edition, date_precision, zone, travel_days_before, "
        "travel_days_after, modality, currency, risks_rated, details, marking, releasable_to, "
        "created_at, sort_on, version"
    )
    event = text(
        f"INSERT INTO event ({columns}) VALUES (:uid, 'Raw', 'ceremony', 'concept', '', '', "  # noqa: S608
        "'day', 'UTC', 0, 0, 'in_person', '', 0, '{}', 0, '', :moment, '9999-12-31', 1) "
        "RETURNING id"
    )
    nation = text(
        "INSERT INTO event_nation (event_id, nation_code, role) VALUES (:event, :code, 'player')"
    )
    history = text(
        "INSERT INTO history_entry (at, verb, subject_kind, subject_id, subject_label, event_id, "
        "changes, request_id) VALUES (:moment, 'created', 'event', '1', 'Raw', :event, '{}', '')"
    )
    moment = MOMENT.replace(tzinfo=None).isoformat(" ")

    def save() -> None:
        with engine.begin() as connection:
            made = connection.execute(event, {"uid": uuid4().hex, "moment": moment}).scalar_one()
            for code in ("ID", "FR"):
                connection.execute(nation, {"event": made, "code": code})
            connection.execute(history, {"event": made, "moment": moment})

    return save
