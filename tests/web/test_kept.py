"""Nothing typed is lost: a form that could not be saved is kept for its writer, for a day."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from planner.accounts.models import OpenSession
from planner.db import db
from planner.web.models import KeptForm
from tests.pages import PageClient
from tests.sheets import Sheet
from tests.web.test_once import CREATORS, LATE, Office, counts, opened

BY_ITSELF = {"once", "csrf_token", "typed"}


@pytest.fixture(autouse=True)
def after_the_events(clock_at):
    """Let what is recorded lie in the past."""
    clock_at(LATE)


def end_everywhere():
    """End every session, as a new password or a sign-out elsewhere does."""
    db.session.query(OpenSession).delete()
    db.session.commit()


def next_of(page):
    """Return where the sign-in leads that a page sends to."""
    assert page.status == 303, page.text[:1500]
    assert urlsplit(page.location).path == "/sign-in", page.location
    return parse_qs(urlsplit(page.location).query)["next"][0]


def in_again(client):
    """Return a client of the same user, signed in anew."""
    return PageClient(client.app, client.user)


def given_back(client, way):
    """Follow a kept form's address to its page."""
    page = client.get(way)
    assert page.status == 303, page.text
    assert "typed=" in page.location, page.location
    return Sheet(client, page.location)


def typed_in(body):
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in body.items()
        if name not in BY_ITSELF and value not in ([], [""], "")
    }


def is_filled(sheet, body):
    """Say whether a form of the page holds everything that was typed."""
    wanted = typed_in(body)
    forms = [typed_in(form["values"]) for form in sheet.forms if form["method"] == "post"]
    return any(all(form.get(name) == value for name, value in wanted.items()) for form in forms)


@pytest.mark.parametrize("endpoint", CREATORS)
def test_walk(client_as, endpoint):
    office = Office()
    sheet, url, body = opened(client_as, office.keys, endpoint)
    names = set().union(*(form["values"] for form in sheet.forms)) | set(CREATORS[endpoint][3])
    for extra in {"title", "name", "code", "happened"} - set().union(*(f["values"] for f in sheet.forms)):
        body.pop(extra, None)
    end_everywhere()
    before = counts()
    answer = sheet.client.post(url, body)
    way = next_of(answer)
    print(way)
    again = in_again(sheet.client)
    if way.startswith("/kept/"):
        shown = given_back(again, way)
        assert shown.page.status == 200
        if not is_filled(shown, body):
            print(typed_in(body)); print([f["values"] for f in shown.forms])
        assert is_filled(shown, body)
        assert "Nothing of it is saved yet" in shown.page.text
    else:
        assert again.get(way).status == 200
    after = counts()
    assert {n for n in before if before[n] != after[n]} <= {"kept_form", "open_session"}
