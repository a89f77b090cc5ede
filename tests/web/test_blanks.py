"""A line of blanks is no answer where one is asked for."""

import pytest

from tests.factories import make_event, make_nation, make_plan


@pytest.mark.parametrize(
    ("role", "url", "name", "more"),
    [
        ("planner", "/events/new", "title", {"kind": "ceremony", "zone": "UTC", "marking": "1"}),
        ("planner", "/events/quick", "title", {"kind": "ceremony", "day": "2030-05-01"}),
        ("planner", "/people/new", "name", {"nation_code": "FR", "purpose": "Events"}),
        ("planner", "/organisations/new", "name", {"kind": "unit", "nation_code": "FR"}),
        ("planner", "/institutions/new", "name", {"nation_code": "FR"}),
        ("planner", "/programmes/new", "name", {"kind": "series"}),
        ("country_desk", "/partner-groups/new", "name", {"code": "DUO"}),
        (
            "country_desk",
            "/plans/new",
            "name",
            {"starts_on": "2030-01-01", "ends_on": "2030-12-31"},
        ),
        ("country_desk", "/plans/{plan}/lines/new", "name", {}),
        ("planner", "/events/{event}/comment", "comment", {}),
    ],
)
def test_blanks_are_refused_with_the_sentence_of_the_field(client_as, role, url, name, more):
    make_nation("FR")
    url = url.format(plan=make_plan().id, event=make_event().id)
    page = client_as(role).post(url, more | {name: "   "})
    assert page.status == 422
    errors = page.html.partition("error-summary")[2].partition("</ul>")[0]
    assert f'href="#{name}"' in errors, errors
