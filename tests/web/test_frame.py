"""What is kept of pages for everybody: addresses, the frame, macros; nothing of anybody's."""

import pytest
from flask import url_for
from jinja2 import DictLoader

from planner.choices import Role
from planner.db import db
from planner.web.addresses import link
from planner.web.frame import HOLE, _part
from planner.web.macros import OneModule
from tests.factories import make_event, make_follow_up, make_user


def frame_of(client_as, user):
    """Return the rail and the bar of a page."""
    page = client_as("planner", user=user).get("/help/").html
    return page[page.index('<header class="bar">') : page.index("<main")]


def test_the_frame_is_drawn_once_for_a_role_and_filled_for_each_viewer(client_as):
    one, other = make_user(name="Ann <b>"), make_user(name="Bo")
    make_follow_up(make_event(), owner=one)
    db.session.commit()
    first = frame_of(client_as, one)
    drawn = _part.cache_info().misses
    second = frame_of(client_as, other)
    assert _part.cache_info().misses == drawn
    assert "Ann &lt;b&gt;" in first and 'class="n">1<' in first
    assert "Bo" in second and "Ann" not in second and 'class="n"' not in second
    assert HOLE not in first + second


def test_another_role_and_another_page_have_another_frame(client_as):
    viewer, chief = make_user([Role.VIEWER]), make_user([Role.ADMINISTRATOR, Role.PLANNER])
    db.session.commit()
    plain, full = frame_of(client_as, viewer), frame_of(client_as, chief)
    assert "/users/" in full and "/users/" not in plain
    assert "/events/quick" in full and "/events/quick" not in plain
    assert 'href="/help/" aria-current="page"' in plain
    assert 'aria-current="page"' not in client_as("viewer", user=viewer).get("/account/").html


def test_nobody_has_no_menu(app):
    assert '<header class="bar">' not in app.test_client().get("/sign-in").text


@pytest.mark.no_database
@pytest.mark.parametrize("root", ["", "/rapport"])
@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("events.index", {}),
        ("events.show", {"event_id": 7}),
        ("events.show", {"event_id": 7, "version": 12}),
        ("events.show", {"event_id": 7, "_anchor": "people"}),
        ("nations.show", {"code": "ID"}),
        ("static", {"filename": "css/base.css", "v": "1"}),
        ("events.index", {"q": "a b&c", "page": None}),
    ],
)
def test_addresses_of_templates_are_those_of_url_for(app, root, endpoint, values):
    with app.test_request_context("/", base_url=f"http://localhost{root}"):
        expected = url_for(endpoint, **values)
        assert [link(endpoint, **values) for _again in range(2)] == [expected, expected]


@pytest.mark.no_database
def test_macros_are_made_once_whoever_imports_them(app):
    env = app.jinja_env.overlay(
        loader=DictLoader(
            {"m": "{% macro m() %}m{% endmacro %}", "a": '{% from "m" import m %}{{ m() }}'}
        )
    )
    assert isinstance(env.get_template("m"), OneModule)
    page = env.get_template("a")
    assert page.render(of_this_page=1) == "m"
    made = env.get_template("m")._module
    assert page.render(of_this_page=2) == "m" and env.get_template("m")._module is made
