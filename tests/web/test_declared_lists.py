"""Every list is declared once, found here by itself, and its filter does all that it says."""

import pytest
from werkzeug.datastructures import MultiDict

from planner.clock import today
from planner.viewers import EVERYTHING
from planner.web.forms import FilterForm
from planner.web.lists.filter_forms import choices_of
from planner.web.lists.filters import chips
from planner.web.lists.shown import names_in
from planner.web.reader import Reader
from tests.factories import (
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_programme,
)
from tests.listed import declared_filters, declared_lists
from tests.test_whole_lists import endpoints_with_pages

FOUND_BY_WORDS = {"search.index"}
"""What is found is of many kinds, and has no columns."""
NO_LISTS = {"desk.index", "help.index", "reports.index", "start.index", "calendars.index"}
"""Pages that lead to others and list no rows of one kind."""
BY_QUESTION = {"plan", "year", "tier", "desk", "all", "sort", "id", "of", "tab"}
"""Parts that say what is asked for, of whom or in which order, and are no condition on a row."""


@pytest.fixture
def office():
    """Give every list something to offer and to show."""
    make_nation("FR", is_partner=True, desk="West")
    event = make_event(["FR"], [make_objective(code="T9")])
    make_follow_up(event)
    make_outcome(events=[event])
    make_organisation()
    make_programme()


def file_of(app, page):
    """Return the address of the file beside a list; None where there is none."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    return f"{page[:-1]}.csv" if f"{page[:-1]}.<suffix>" in rules else None


def pages_with_files(app):
    """Return the pages of rows whose file stands beside them: `/nations.csv` beside `/nations/`."""
    rules = app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if rule.rule != "/" and file_of(app, rule.rule)}


def value_for(part):
    """Return something that the URL may say for a part."""
    if part.asking.offered and (offered := part.asking.offered(EVERYTHING)):
        return str(next(iter(offered)))
    tried = ("1", "2030-01-07", "all", "-due", "FR")
    return next(v for v in tried if part.asking.read(Reader(MultiDict({part.name: v})), part.name))


def about(made):
    """Return what the conditions of a filter are asked about."""
    asked = {"FollowUpFilter": (EVERYTHING, today()), "HistoryFilter": "Europe/Paris"}
    return asked.get(made.__name__, EVERYTHING if made.__name__ == "JobFilter" else today())


def test_every_page_of_rows_is_declared(app):
    undeclared = (endpoints_with_pages(app) | pages_with_files(app)) - set(declared_lists())
    assert undeclared <= FOUND_BY_WORDS, f"declare a RowList for {undeclared - FOUND_BY_WORDS}"
    assert set(declared_lists()) <= set(app.view_functions)


def indexes(app):
    """Return the pages that a room opens with, which list its rows."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    names = {rule.endpoint for rule in rules if not rule.arguments}
    return {name for name in names if name.partition(".")[2].startswith("index")}


def test_every_index_is_a_declared_list(app):
    undeclared = indexes(app) - set(declared_lists()) - NO_LISTS - FOUND_BY_WORDS
    assert not undeclared, f"declare a RowList for {undeclared}"


def test_every_filter_belongs_to_a_list_and_no_list_has_a_form_of_its_own(app):
    of_lists = {listed.narrowed_by for listed in declared_lists().values()}
    assert set(declared_filters()) <= of_lists
    by_hand = {form.__module__ for form in FilterForm.__subclasses__()}
    of_rooms = {name for name in by_hand if not name.startswith(("planner.web.lists", "tests."))}
    assert of_rooms <= {"planner.reports.forms"}, "declare a ListFilter, it makes the form"


def test_every_part_of_every_filter_is_read_written_named_and_narrows(app, office):
    with app.test_request_context():
        for made in declared_filters():
            names = names_in(choices_of(made, EVERYTHING))
            plain = len(made().conditions(about(made)))
            for part in made.parts:
                value = value_for(part)
                wanted = made.from_args(MultiDict([(part.name, value)]))
                told = (made.__name__, part.name, value)
                assert not wanted.problems, told
                assert (part.name, value) in wanted.pairs(), told
                assert made.from_query(wanted.to_query()) == wanted, told
                shown = [chip for chip in chips(wanted, "/", names) if chip.label == part.label]
                assert bool(shown) == part.has_chip, told
                assert all(chip.value and part.name not in chip.href for chip in shown), told
                if part.name not in BY_QUESTION:
                    assert part.fits or len(wanted.conditions(about(made))) > plain, told
