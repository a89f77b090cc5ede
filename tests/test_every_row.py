"""One row never kills a page: every class at its emptiest and fullest, every page, every role."""

import re
from urllib.parse import urlencode

import pytest

from planner.choices import EventState, Role
from planner.desk.work import WORK
from planner.help.views import TOPICS
from planner.start.steps import NAMES
from tests.factories import make_user
from tests.pages import PageClient
from tests.rows import EMPTY, MODES, Rows, mappers, table_of

ROLES = [*(role.value for role in Role), None]
SUFFIXES = ("csv", "xlsx")


@pytest.fixture
def client_of(app):
    """Return a function that makes a client of a role that sees everything."""

    def make(role):
        return PageClient(app, make_user(roles=[Role(role)]) if role else None)

    return make


def keys_of(rows, table):
    """Return the keys of a table's rows that pages are fetched for: the first and the last."""
    found = [row.__mapper__.primary_key_from_instance(row)[0] for row in rows.made[table]]
    return list(dict.fromkeys([*found[:1], *found[-1:]]))


def parameters(rows, rule, every=False):
    """Return the values that an address's parameters take, a dictionary for each address."""
    found = [{}]
    for name in rule.arguments:
        if name.endswith("_id") and name != "subject_id":
            rows_of = rows.made.get(table_of(name), ())
            values = [row.id for row in rows_of] if every else keys_of(rows, table_of(name))
        else:
            values = plain_values(rows)[name]
        found = [known | {name: value} for known in found for value in values]
    return found


def plain_values(rows):
    return {
        "code": keys_of(rows, "nation"),
        "suffix": SUFFIXES,
        "topic": list(TOPICS),
        "state": [state.value for state in EventState],
        "way": ["up"],
        "name": [work.name for work in WORK],
        "step": list(NAMES),
        "token": ["no-such-token", *(feed.token for feed in rows.made["feed"][:1])],
        "kind": [mapper.local_table.name for mapper in mappers(everything=True)],
        "subject_id": [1],
        "filename": ["css/base.css"],
        "ref": ["no-such"],
        "report": ["coverage"],
        "page": ["overview", "coverage"],
        "paper": ["brief", "coverage", "programme", "after-action", "turnover"],
        "subject": [*keys_of(rows, "nation"), "report", "nations", *keys_of(rows, "event")],
    }


def addresses(app, rows, every=False):
    """Return every address that may be fetched, with the rows' keys."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint.endswith("static"):
            continue
        for values in parameters(rows, rule, every):
            built = rule.build({name: str(value) for name, value in values.items()})
            if built:
                yield built[1]


def query_of(rows):
    """Return every row's key under every name that pages ask for in their query."""
    pairs = [(name, keys[0]) for name in rows.made if (keys := keys_of(rows, name))]
    short = {"line_of_effort": "line", "user_account": "owner"}
    return urlencode([(short.get(name, name), key) for name, key in pairs])


def walk(client, urls):
    """Return what went wrong at the addresses; `Page` itself looks at what arrives."""
    wrong = []
    for url in urls:
        try:
            page = client.get(url)
        except Exception as error:  # the page's own checks and what the product raised
            wrong.append(f"{url}: {type(error).__name__}: {str(error)[:300]}")
            continue
        if page.status >= 500:
            wrong.append(f"{url} answers {page.status}")
        if page.html and re.search(r"<(?!option)[^>]*>\s*None\s*<", page.html):
            wrong.append(f"{url} shows None")
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_list_may_be_empty(app, client_of, role):
    rows = Rows(EMPTY)
    urls = [url for url in addresses(app, rows) if "/history/" not in url]
    assert not (wrong := walk(client_of(role), urls)), "\n".join(wrong)


@pytest.mark.parametrize("mode", MODES)
def test_every_page_and_file_shows_rows_at_their_emptiest_and_longest(app, client_of, mode):
    rows = Rows(mode).every()
    urls, query = list(addresses(app, rows)), query_of(rows)
    wrong = [f"{role}: {line}" for role in ROLES for line in walk(client_of(role), urls)]
    asked = [f"{url}?{query}" for url in urls if not re.search(r"/\d|/history", url)]
    wrong += walk(client_of("country_desk"), asked)
    assert not wrong, "\n".join(wrong)


def test_every_parameter_and_table_is_known(app):
    """A new address or class is walked without being named; what it lacks is said here."""
    rows = Rows(EMPTY).every()
    for rule in app.url_map.iter_rules():
        for name in rule.arguments:
            known = name in plain_values(rows) or rows.made[table_of(name)]
            assert known, f"say in tests/rows.py what <{name}> of {rule.rule} is"
