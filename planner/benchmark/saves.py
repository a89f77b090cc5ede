"""Saving an event: by the quick log and by the form, as a browser sends them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from secrets import token_hex
from typing import Any

from flask.testing import FlaskClient

from planner.benchmark.answers import OtherAnswer
from planner.benchmark.controls import PageForm, forms_of
from planner.benchmark.office import FilledOffice

GOAL = 3
SEE_OTHER = 303


def form_at(client: FlaskClient, address: str) -> PageForm:
    """Return the form of a page in which an event is written."""
    page = client.get(address).get_data(as_text=True)
    return next(form for form in forms_of(page) if "title" in form.names)


@dataclass
class Filled:
    """A form as a browser filled it, which is sent each time as a new one."""

    client: FlaskClient
    address: str
    values: dict[str, list[str]]
    keys: Iterator[str] = field(default_factory=lambda: map("{}-{}".format, count(), endless()))

    def body(self) -> dict[str, list[str]]:
        """Return what is sent, with a key of its own."""
        return self.values | {"once": [next(self.keys)]}

    def __call__(self) -> None:
        """Send it; OtherAnswer when it was not saved."""
        answer = self.client.post(self.address, data=self.body())
        if answer.status_code != SEE_OTHER:
            raise OtherAnswer(f"saving at {self.address} answers {answer.status_code}")


def endless() -> Iterator[str]:
    """Give the same word for ever, another one in each run: an office may be measured twice."""
    word = token_hex(8)
    while True:
        yield word


def filled(client: FlaskClient, address: str, **values: Any) -> Filled:
    """Return the form of a page, filled; OtherAnswer when it lacks one of the controls."""
    form = form_at(client, address)
    if missing := values.keys() - form.names:
        raise OtherAnswer(f"{address} has no {sorted(missing)}")
    return Filled(client, address, form.filled(**values))


def saves(client: FlaskClient, office: FilledOffice) -> dict[str, Filled]:
    """Return the ways in which an event is saved, each with two partners and two objectives."""
    day = (office.today + timedelta(days=300)).isoformat()
    first, second = (str(key) for key in office.objectives[:2])
    ticked = {f"objective_{key}": "y" for key in (first, second)}
    title = "Reception for the garrison choir"
    return {
        "saving, quick log": filled(
            client,
            "/events/quick",
            title=title,
            day=day,
            partner_codes="ID, FR",
            objective_ids=[first, second],
        ),
        "saving, event form": filled(
            client,
            "/events/new",
            title=title,
            starts_on=day,
            ends_on=day,
            partner_codes="ID, FR",
            **ticked,
        ),
    }
