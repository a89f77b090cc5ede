"""Lists of few rows are declared too: what their page shows, their files hold."""

import csv
import io
from datetime import UTC, datetime

import pytest

from planner.calendars.columns import FEEDS
from planner.calendars.models import Feed
from planner.choices import Role
from planner.events.models import SavedFilter
from planner.objectives.plan_columns import PLANS
from planner.partners.group_columns import GROUPS, NATION_NAMES
from planner.partners.models import NationName, PartnerGroup
from planner.searches.columns import KEPT
from tests.factories import add, make_nation, make_plan, make_user

AT = datetime(2030, 3, 5, 12, tzinfo=UTC)
FILES = {
    "/feeds": (FEEDS, {"Calendar": "Mine", "Fetches": "3", "Last fetch": "2030-03-05T12:00:00Z"}),
    "/plans": (PLANS, {"Plan": "Plan 2030", "First day": "2030-01-01"}),
    "/partner-groups": (GROUPS, {"Group": "Nordics", "Nations": "1", "Members": "Norway"}),
    "/nations/names": (NATION_NAMES, {"Name": "Up north", "Nation": "Norway", "Code": "NO"}),
    "/kept-searches": (KEPT, {"Name": "Cobras", "Of": "Events", "Place on My desk": "1"}),
}


@pytest.fixture
def everything():
    """Return a user of every role who has a row in each list."""
    user, norway = make_user(roles=list(Role)), make_nation("NO")
    mine = {"user_id": user.id, "name": "Mine", "query": "kind=ceremony", "token_hash": "f" * 64}
    add(Feed(**mine, created_at=AT, fetched_at=AT, fetched_by="Thunderbird", fetch_count=3))
    make_plan(name="Plan 2030", starts_on=AT.date().replace(month=1, day=1))
    add(PartnerGroup(code="NB", name="Nordics", members=[norway]))
    add(NationName(nation_code="NO", name="Up north", key="up north"))
    kept = {"page": "events", "name": "Cobras", "query": "q=cobra", "position": 1}
    add(SavedFilter(user_id=user.id, **kept))
    return user


def lines_of(answer):
    """Return the lines of a CSV file by the words of their headings, without the remarks."""
    lines = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    lines = lines[: lines.index([])]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_page_and_files_of_each_small_list_hold_its_declared_columns(client_as, everything):
    client = client_as("planner", user=everything)
    for path, (listed, values) in FILES.items():
        page, [line] = client.get(f"{path}/"), lines_of(client.get(f"{path}.csv"))
        assert {name: line[name] for name in values} == values, path
        headings = {str(column.label) for column in listed.file_columns}
        assert headings <= set(line), path
        assert next(iter(values.values())) in page.text, path
        assert f"{path}.csv" in page.links and f"{path}.xlsx" in page.links, path
        assert client.get(f"{path}.xlsx").status == 200, path


def test_a_file_of_own_rows_holds_nobody_elses_and_no_secret(client_as, everything):
    others = client_as("planner")
    for path in ("/feeds", "/kept-searches"):
        assert lines_of(others.get(f"{path}.csv")) == [], path
    assert "ffff" not in client_as("planner", user=everything).get("/feeds.csv").text


def test_names_of_nations_leave_to_those_who_keep_the_catalogue(client_as, everything):
    assert client_as("viewer").get("/nations/names.csv").status == 403
