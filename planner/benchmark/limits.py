"""The limits: what the thinnest Flask page takes for the same answer, in the same run.

It answers the same viewer, known by the same signed cookie, from one statement, and writes the
same answer by one flat template that was compiled before; nothing is checked.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import Engine, Row, text

from planner.benchmark.limit_statements import (
    CHOICES,
    COUNTED,
    COVERAGE,
    EVENT,
    FIGURES,
    FILE,
    FOUND,
    GAPS,
    LISTED,
    MONTH,
    PEOPLE,
    SIGNED_IN,
    SQL,
    WITH_INDONESIA,
)
from planner.benchmark.office import FilledOffice
from planner.benchmark.thin_views import check_alike, is_file, thin_file, thin_page
from planner.benchmark.worker import signed_in


def listed(where: str, limit: int) -> str:
    """Return the statement of the list of events under a condition."""
    return LISTED.replace("{where}", where).replace("{limit}", str(limit))


STATEMENTS = {
    "event list, 50 rows": listed("1 = 1", 50),
    "event list, filtered": listed(
        f"e.kind = 'joint_exercise' AND e.starts_on >= :first AND {WITH_INDONESIA}",
        50,
    ),
    "event page": EVENT,
    "event form, new": CHOICES,
    "event form, edit": CHOICES,
    "quick log": CHOICES,
    "My desk": listed("e.owner_id = 1 AND e.state = 'approved'", 40),
    "month": MONTH,
    "search, all kinds": "{found}",
    "people": PEOPLE,
    "nation page": listed(WITH_INDONESIA, 10),
    "coverage of a year": COVERAGE,
    "gaps of a year": GAPS,
    "figures of a year": FIGURES,
    "CSV of all rows": FILE,
}


def spelt(statement: str, dialect: str) -> str:
    """Return a statement in the words of a database."""
    words = SQL[dialect]
    return SIGNED_IN.format(statement).format(
        found=FOUND[dialect],
        counted=COUNTED,
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
                ("towns", "p.town"),
                ("themes", "t.theme_code"),
                ("topics", "t.topic_code"),
                ("risks", "r.category"),
                ("reasons", "m.reason_code"),
            )
        },
    )


def parameters(office: FilledOffice, operation: str) -> dict[str, Any]:
    """Return what the statement of an operation asks for."""
    year = office.year
    first, last = ("05-01", "05-31") if operation == "month" else ("01-01", "12-31")
    return {
        "event": office.number // 2,
        "year": year,
        "first": f"{year}-{first}",
        "last": f"{year}-{last}",
        "since": year * 12,
        "until": year * 12 + 11,
    }


def thin_client(
    engine: Engine, office: FilledOffice, key: str, operation: str, answer: str
) -> FlaskClient:
    """Return a client of the thinnest application, which answers an operation at `/`.

    `key` opens the viewer's session, `answer` is what the product says. Raises OtherAnswer when
    the thin answer is another one.
    """
    app = Flask("bare")
    app.config["SECRET_KEY"] = key
    statement = text(spelt(STATEMENTS[operation], engine.dialect.name))
    asked = {
        name: value
        for name, value in parameters(office, operation).items()
        if f":{name}" in str(statement)
    }

    def read(opened: str) -> Sequence[Row[Any]]:
        asked["key"] = sha256(opened.encode()).hexdigest()
        with engine.connect() as connection:
            found = connection.execute(statement, asked).all()
        if not found:
            abort(403)
        return found

    write = thin_file if is_file(operation) else thin_page
    app.add_url_rule("/", "answer", write(answer, read, key))
    client: FlaskClient = signed_in(app, key)
    check_alike(operation, client.get("/").get_data(as_text=True), answer)
    return client


def raw_feed(engine: Engine) -> Callable[[], Any]:
    """Return the stored entries of all events, joined from one statement."""

    def join() -> bytes:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT body FROM calendar_entry ORDER BY event_id"))
            return b"".join(row.body for row in rows)

    return join
