"""The limit of a save: the very rows that the product's save writes, by one insert a table.

A save of the product is made first and its rows are copied; the thinnest page that takes the
same form, from the same signed-in viewer, writes them again in one transaction.
"""

from collections.abc import Callable
from hashlib import sha256
from itertools import count
from secrets import token_hex
from typing import Any
from uuid import uuid4

from flask import Flask, abort, redirect, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, Engine, insert, text

from planner.benchmark.answers import OtherAnswer
from planner.benchmark.limit_statements import SIGNED_IN
from planner.benchmark.saves import SEE_OTHER, Filled
from planner.benchmark.worker import signed_in
from planner.benchmark.written_rows import CELL, INDEX, Writing, writing_of
from planner.rollup.writing import ADDING
from planner.text.textsearch import key_of

VIEWER = text(SIGNED_IN.format("SELECT 1 AS one"))
KEEP = {
    "sqlite": text("INSERT INTO search_index (rowid, title, body) VALUES (:key, :title, :body)"),
    "postgresql": text(
        "INSERT INTO search_index (key, words) VALUES (:key, CAST(:words AS tsvector))"
    ),
}


def raw_save(engine: Engine, key: str, save: Filled) -> Callable[[], Any]:
    """Return the save of the same rows behind the thinnest page that takes the same form.

    Raises OtherAnswer when it does not write as many rows into each table as the product.
    """
    pattern = writing_of(engine, save)
    app, numbers, word = Flask("bare save"), count(), token_hex(8)
    app.config["SECRET_KEY"] = key

    @app.post("/")
    def take() -> ResponseReturnValue:
        opened = sha256(session["_user_id"].encode()).hexdigest()
        spent = sha256(f"{word} {next(numbers)} {request.form['once']}".encode()).hexdigest()
        with engine.begin() as connection:
            if connection.execute(VIEWER, {"key": opened}).first() is None:
                abort(403)
            event_id = write(connection, pattern, spent)
        return redirect(f"/events/{event_id}", SEE_OTHER)

    client = signed_in(app, key)

    def send() -> None:
        if client.post("/", data=save.body()).status_code != SEE_OTHER:
            raise OtherAnswer("the limit of a save did not save")

    check_same(pattern, writing_of(engine, send))
    return send


def write(connection: Connection, pattern: Writing, spent: str) -> int:
    """Write the rows of a save for a new event, whose key is returned."""
    tables = pattern.tables
    made = insert(tables["event"]).returning(tables["event"].c.id)
    event = pattern.rows["event"][0] | {"uid": uuid4()}
    event_id: int = connection.execute(made, event).scalar_one()
    for name, rows in pattern.rows.items():
        if name == INDEX:
            place = {"key": key_of("event", event_id)}
            connection.execute(KEEP[connection.dialect.name], rows[0] | place)
        elif name == CELL:
            connection.execute(ADDING[connection.dialect.name], rows)
        elif name != "event":
            own = {"key_hash": spent} if name == "spent_key" else {}
            of_event = {"event_id": event_id} if "event_id" in rows[0] else {}
            connection.execute(insert(tables[name]), [row | own | of_event for row in rows])
    return event_id


def check_same(wanted: Writing, found: Writing) -> None:
    """Raise OtherAnswer unless as many rows were written into each table."""
    ours, theirs = ({name: len(rows) for name, rows in one.rows.items()} for one in (found, wanted))
    if ours != theirs:
        raise OtherAnswer(f"the limit of a save writes {ours}, the product {theirs}")
