"""The limits: what the thinnest Flask page takes for the same answer, in the same run.

One statement and one template, compiled once; nobody signs in and nothing is checked.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response
from sqlalchemy import Engine, text

from planner.benchmark.limit_statements import (
    CHOICES,
    COVERAGE,
    EVENT,
    FIGURES,
    FOUND,
    GAPS,
    HELD,
    LISTED,
    MONTH,
    PEOPLE,
    SQL,
    WITH_INDONESIA,
)
from planner.benchmark.office import FilledOffice

HEAD = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"
LIST_PAGE = """<table>{% for row in rows %}
<tr><td><a href="/events/{{ row.id }}">{{ row.title }}</a></td><td>{{ row.kind }}</td>
<td>{{ row.starts_on }} {{ row.ends_on }}</td><td>{{ row.nations }}</td><td>{{ row.codes }}</td>
<td>{{ row.state }}</td><td>{{ row.total }}</td></tr>{% endfor %}</table>"""
EVENT_PAGE = """{% for row in rows %}<h1>{{ row.title }}</h1><p>{{ row.state }}</p><dl>
{% for name, value in row._mapping.items() %}<dt>{{ name }}<dd>{{ value }}{% endfor %}</dl>
{% endfor %}"""
FORM_PAGE = """<form method="post"><input name="title">{% for kind, found in rows|groupby("kind") %}
<select name="{{ kind }}">{% for row in found %}<option value="{{ row.value }}">{{ row.label }}
</option>{% endfor %}</select>{% endfor %}{% for n in range(60) %}<label for="{{ n }}">Field {{ n }}
</label><input id="{{ n }}" name="{{ n }}" value="{{ n }}">{% endfor %}</form>"""
CELLS_PAGE = """<table>{% for row in rows %}<tr><th scope="row">{{ row.row }}</th><td>{{ row.col }}
</td><td class="gap figure"><a href="/reports/rows">{{ row.number }}</a></td></tr>{% endfor %}
</table>"""
HITS_PAGE = """<ul>{% for row in rows %}<li><a href="/events/{{ row.id }}"><mark>{{ row.title }}
</mark></a> {{ row.summary }} {{ row.total }}</li>{% endfor %}</ul>"""
PEOPLE_PAGE = """<table>{% for row in rows %}<tr><td><a href="/people/{{ row.id }}">{{ row.rank }}
{{ row.name }}</a></td><td>{{ row.nation }}</td><td>{{ row.post }}</td></tr>{% endfor %}</table>"""


@dataclass(frozen=True)
class Thin:
    """One statement and one template."""

    statement: str
    template: str


def listed(where: str, limit: int) -> Thin:
    """Return the list of events under a condition."""
    return Thin(LISTED.replace("{where}", where).replace("{limit}", str(limit)), LIST_PAGE)


THIN = {
    "event list, 50 rows": listed("1 = 1", 50),
    "event list, filtered": listed(
        f"e.kind = 'joint_exercise' AND e.starts_on >= :first AND {WITH_INDONESIA}",
        50,
    ),
    "event page": Thin(EVENT, EVENT_PAGE),
    "event form, new": Thin(CHOICES, FORM_PAGE),
    "event form, edit": Thin(CHOICES, FORM_PAGE),
    "quick log": Thin(CHOICES, FORM_PAGE),
    "My desk": listed("e.owner_id = 1 AND e.state = 'approved'", 40),
    "month": Thin(MONTH, LIST_PAGE),
    "search, all kinds": Thin("", HITS_PAGE),
    "people": Thin(PEOPLE, PEOPLE_PAGE),
    "nation page": listed(WITH_INDONESIA, 10),
    "coverage of a year": Thin(COVERAGE, CELLS_PAGE),
    "gaps of a year": Thin(GAPS, CELLS_PAGE),
    "figures of a year": Thin(FIGURES, CELLS_PAGE),
}


def spelt(statement: str, dialect: str) -> str:
    """Return a statement in the words of a database."""
    words = SQL[dialect]
    return statement.format(
        held=HELD,
        quarter=words["quarter"].format("e.actual_ends_on"),
        **{
            name: words["all"].format(column)
            for name, column in (
                ("nations", "n.nation_code"),
                ("codes", "o.code"),
                ("names", "o.name"),
                ("people", "q.name"),
                ("outcomes", "c.title"),
                ("owed", "f.what"),
                ("told", "h.verb"),
            )
        },
    )


def parameters(office: FilledOffice) -> dict[str, Any]:
    """Return what the statements ask for."""
    year = office.year
    return {
        "event": office.number // 2,
        "year": year,
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
    }


def thin_app(engine: Engine, office: FilledOffice) -> Flask:
    """Return the thinnest application that answers what is measured, by number of operation."""
    app, dialect = Flask("bare"), engine.dialect.name

    def serve(name: str, thin: Thin) -> None:
        statement = text(FOUND[dialect] if not thin.statement else spelt(thin.statement, dialect))
        drawn = app.jinja_env.from_string(HEAD + thin.template)
        wanted = {
            key: value for key, value in parameters(office).items() if f":{key}" in str(statement)
        }
        if name == "month":
            wanted = {"first": f"{office.year}-05-01", "last": f"{office.year}-05-31"}

        def answer() -> str:
            with engine.connect() as connection:
                return drawn.render(title=name, rows=connection.execute(statement, wanted).all())

        app.add_url_rule(f"/{address_of(name)}", name.replace(".", " "), answer)

    for name, thin in THIN.items():
        serve(name, thin)
    app.add_url_rule(f"/{address_of('CSV of all rows')}", "file", lambda: raw_file(engine))
    return app


def address_of(name: str) -> str:
    """Return where the thin application answers for an operation."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def raw_file(engine: Engine) -> Response:
    """Return all events as CSV, from one statement."""
    found = io.StringIO()
    rows = csv.writer(found)
    with engine.connect() as connection:
        statement = spelt(
            LISTED.replace("{where}", "1 = 1").replace("{limit}", "200000"), engine.dialect.name
        )
        rows.writerows(connection.execute(text(statement)).all())
    return Response(found.getvalue(), mimetype="text/csv")


def raw_feed(engine: Engine) -> Callable[[], Any]:
    """Return the stored entries of all events, joined from one statement."""

    def join() -> bytes:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT body FROM calendar_entry ORDER BY event_id"))
            return b"".join(row.body for row in rows)

    return join
