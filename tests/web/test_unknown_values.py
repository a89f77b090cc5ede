"""What of an address nobody knows is named: every list, report and file, and every parameter."""

from urllib.parse import urlencode

import pytest

from planner.choices import Role
from planner.clock import today
from planner.events.list.filtering import EventFilter
from planner.reports.forms import CoverageForm, PastCoverageForm, PastForm, PeriodForm
from planner.reports.pages.views import REPORTS
from planner.web.day_fields import DayField
from tests.factories import (
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_plan,
    make_programme,
    make_user,
)
from tests.listed import declared_lists

OF_EVENTS = {
    "events.all_filters",
    "events.bulk",
    "calendars.month",
    "calendars.agenda",
    "calendars.export",
    "feeds.new",
}
"""Pages and files beside the list that are narrowed as it is."""
OF_REPORTS = {"coverage": PastCoverageForm, "figures": PeriodForm, "gaps": PastForm} | {
    name: one.form for name, one in REPORTS.items()
}
IN_ITS_HEADING = {"plan", "year", "period", "as-of"}
"""What a page is about: one that there is not has no page, and its refusal names it."""


@pytest.fixture
def office():
    """Give every list something to offer and to show."""
    make_own_nation()
    make_nation("FR", is_partner=True, desk="West")
    make_plan(starts_on=today().replace(month=1, day=1), ends_on=today().replace(month=12, day=31))
    event = make_event(["FR"], [make_objective(code="T9")])
    make_follow_up(event)
    make_outcome(events=[event])
    make_organisation()
    make_programme()


def parts_of(made):
    """Return the parts of a filter that do not take any words, and a value unknown to each."""
    found = {}
    for part in made.parts:
        if not part.asking.is_typed and part.name != "selected":
            found[part.name] = [f"no {part.name}"]
        if part.name in {"objective", "programme", "owner"}:
            found[part.name].append("98765")
    return found


def days_of(made):
    """Return the names of days, whose refusal says how a day is written."""
    if hasattr(made, "parts"):
        return {part.name for part in made.parts if part.asking.field is DayField}
    return {"from", "to", "new-since"}


def addresses(app):
    """Give the address of every list and report, its file, and what narrows it."""
    bound, rules = app.url_map.bind(""), {rule.rule for rule in app.url_map.iter_rules()}
    lists = {name: one.narrowed_by for name, one in declared_lists().items() if one.narrowed_by}
    for endpoint, made in (lists | dict.fromkeys(OF_EVENTS, EventFilter)).items():
        page = bound.build(endpoint)
        file = f"{page[:-1]}.csv" if f"{page[:-1]}.<suffix>" in rules else None
        if page.endswith(".ics"):
            page, file = None, page
        yield page, file, made, parts_of(made)
    for name, made in [*OF_REPORTS.items(), ("rows?of=partners", CoverageForm)]:
        page, _, query = name.partition("?")
        beside = f"?{query}" if query else ""
        fields = [field.name for field in made() if field.name not in {"since", "until"}]
        unknown = {field: [f"no {field}"] for field in fields}
        unknown["objective"].append("98765")
        yield f"/reports/{page}{beside}", f"/reports/{page}.csv{beside}", made, unknown


def is_told(text, value, is_day):
    """Say whether a page names a value that it cannot take, or says how a day is written."""
    return f"“{value}”" in text or (is_day and "Enter " in text)


def questions(unknown):
    """Give what a page is asked: what narrows it all at once, what it is about one by one."""
    together = {name: several for name, several in unknown.items() if name not in IN_ITS_HEADING}
    yield {name: several[0] for name, several in together.items()}
    yield {name: several[1] for name, several in together.items() if several[1:]}
    yield from ({name: unknown[name][0]} for name in IN_ITS_HEADING & set(unknown))


def with_query(address, query):
    """Return an address with more parameters."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def test_a_page_names_what_it_does_not_know(app, office, client_as):
    client, wrong = client_as("planner", user=make_user(roles=list(Role))), []
    for page, _file, made, unknown in addresses(app):
        for query in questions(unknown) if page else ():
            answer = client.get(with_query(page, query))
            fits = {200, 404, 422} if IN_ITS_HEADING & set(query) else {200}
            told = (
                is_told(answer.text, text, name in days_of(made)) for name, text in query.items()
            )
            if answer.status not in fits or not all(told):
                wrong.append((page, query, answer.status))
    assert wrong == []


def test_a_file_is_refused_for_each_value_that_nobody_knows(app, office, client_as):
    client, wrong = client_as("planner", user=make_user(roles=list(Role))), []
    for _page, file, made, unknown in addresses(app):
        each = [(name, one) for name, several in unknown.items() for one in several]
        for name, value in each if file else ():
            answer = client.get(with_query(file, {name: value}))
            if not 400 <= answer.status < 500:
                wrong.append((file, name, value, answer.status))
            elif not is_told(answer.text, value, name in days_of(made)):
                wrong.append((file, name, value, answer.text))
    assert wrong == []


@pytest.mark.parametrize(
    "address", ["/requirements/edit?desk=North", "/history.csv?verb=juggled", "/reports/rows.csv"]
)
def test_what_is_saved_or_leaves_is_refused(office, client_as, address):
    assert client_as("planner", user=make_user(roles=list(Role))).get(address).status >= 400


def test_a_verb_that_is_known_and_not_in_use_finds_nothing(office, client_as):
    client = client_as("administrator")

    assert "not a value" not in client.get("/history/?verb=imported").text
    assert client.get("/history.csv?verb=imported").status == 200
    assert "“juggled” is not" in client.get("/history/?verb=juggled").text
