"""Saving an event: by the quick log and by the form, beside plain inserts of the same rows."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from secrets import token_hex
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, insert

from planner.benchmark import rows
from planner.benchmark.answers import OtherAnswer
from planner.benchmark.controls import PageForm, forms_of
from planner.benchmark.office import FilledOffice

GOAL = 3
SEE_OTHER = 303
Work = Callable[[], Any]


def form_at(client: FlaskClient, address: str) -> PageForm:
    """Return the form of a page in which an event is written."""
    page = client.get(address).get_data(as_text=True)
    return next(form for form in forms_of(page) if "title" in form.names)


def sender(client: FlaskClient, address: str, **values: Any) -> Work:
    """Return the sending of a form as a browser fills it, each time as a new one."""
    form, keys, token = form_at(client, address), count(), token_hex(8)
    if missing := values.keys() - form.names:
        raise OtherAnswer(f"{address} has no {sorted(missing)}")

    def send() -> None:
        answer = client.post(address, data=form.filled(**values, once=f"{address} {next(keys)} {token}"))
        if answer.status_code != SEE_OTHER:
            raise OtherAnswer(f"saving at {address} answers {answer.status_code}")

    return send


def saves(client: FlaskClient, office: FilledOffice) -> dict[str, Work]:
    """Return the ways in which an event is saved, each with two partners and two objectives."""
    day = (office.today + timedelta(days=300)).isoformat()
    first, second = (str(key) for key in office.objectives[:2])
    ticked = {f"objective_{key}": "y" for key in (first, second)}
    return {
        "saving, quick log": sender(
            client,
            "/events/quick",
            title="Reception for the garrison choir",
            day=day,
            partner_codes="ID, FR",
            objective_ids=[first, second],
        ),
        "saving, event form": sender(
            client,
            "/events/new",
            title="Reception for the garrison choir",
            starts_on=day,
            ends_on=day,
            partner_codes="ID, FR",
            **ticked,
        ),
    }


def raw_save(engine: Engine, office: FilledOffice) -> Work:
    """Return a save by plain inserts, behind the thinnest page that takes a form.

    The event, its nations, links, place and people, a history entry and a rendered calendar
    entry, in one transaction.
    """
    app, numbers = Flask("bare save"), count(office.number + 1)

    @app.post("/")
    def save() -> str:
        found = rows.of_events(office, [next(numbers)])
        event = found.pop("event")[0]
        del event["id"]
        with engine.begin() as connection:
            made = insert(rows.table("event")).returning(rows.table("event").c.id)
            key = connection.execute(made, event).scalar_one()
            for name in ("event_nation", "objective_link", "place", "history_entry"):
                hung = [row | {"event_id": key} for row in found[name]]
                connection.execute(insert(rows.table(name)), hung)
            entry = found["calendar_entry"][0] | {"event_id": key}
            connection.execute(insert(rows.table("calendar_entry")), entry)
        return "saved"

    client = app.test_client()
    return lambda: client.post("/", data={"title": "Reception", "partner_codes": "ID"})
