"""Each rule of the house catches what it forbids under any name, and lets its like be."""

import pytest

from tests import house_rules
from tests.meaning import MODULES, pretend

pytestmark = pytest.mark.no_database

EVASIONS = {
    "no_rule_names_a_kind": [
        ("events/queries.py", "from planner.reference.shipped_kinds import ShippedKind"),
        (
            "events/queries.py",
            "from planner.reference import shipped_kinds as k\nk.ShippedKind.CEREMONY",
        ),
        (
            "events/queries.py",
            "import planner.reference.shipped_kinds as k\ngetattr(k, 'ShippedKind')",
        ),
    ],
    "sentences_have_the_apostrophe_of_print": [
        ("events/views.py", 'from flask_babel import gettext as _\n_("It\'s late")'),
        ("events/views.py", 'from flask_babel import lazy_gettext as _l\n_l("It\'s late")'),
        ("events/views.py", 'import flask_babel as f\nf.ngettext("one\'s", "%(num)d", 2)'),
    ],
    "a_room_reaches_its_own_step_or_lower_ones": [
        ("partners/queries.py", "from planner import events"),
        ("partners/queries.py", "from planner.events.models import Event as Row"),
        ("partners/queries.py", "import planner.events.models as below"),
        ("partners/queries.py", "import planner\nplanner.events.models.Event"),
        ("partners/queries.py", "from ..events import models"),
        ("partners/queries.py", "import importlib\nimportlib.import_module('planner.events')"),
        ("partners/queries.py", "from importlib import import_module as i\ni('planner.events.x')"),
        ("partners/queries.py", "def ask():\n    from planner.events import queries"),
    ],
    "the_lowest_modules_know_no_room": [
        ("clock.py", "from planner import events"),
        ("shapes/event_plan.py", "import planner.events as upstairs"),
        ("text/reading.py", "from .. import partners"),
    ],
    "the_edge_knows_no_room": [
        ("web/forms.py", "from planner import events"),
        ("web/lists/shown.py", "from planner.events.models import Event as Row"),
        ("web/forms.py", "import importlib\nimportlib.import_module('planner.events')"),
        ("web/forms.py", "def ask():\n    from ..partners import queries"),
    ],
    "shapes_and_presenters_know_neither_web_nor_rows": [
        ("shapes/event_plan.py", "from planner.db import db"),
        ("shapes/event_plan.py", "import sqlalchemy as sa\nsa.select(1)"),
        ("presenters/as_csv.py", "from planner import web\nweb.cells.cell"),
        ("presenters/as_csv.py", "from flask import url_for as address"),
    ],
    "nobody_needs_what_may_be_deleted": [
        ("partners/seeding.py", "from planner import sample"),
        ("web/forms.py", "def ask():\n    from planner.sample.loader import load"),
        ("start/views.py", "import importlib\nimportlib.import_module('planner.benchmark.pages')"),
    ],
    "measures_know_no_report": [
        ("reports/measures/effort.py", "from planner.reports import coverage"),
        ("reports/measures/effort.py", "from planner import reports\nreports.gaps.views"),
        ("reports/measures/effort.py", "from ..figures import lines"),
    ],
    "selects_stay_in_queries": [
        ("events/views.py", "from sqlalchemy import select"),
        ("events/views.py", "from sqlalchemy import select as choose\nchoose()"),
        ("events/views.py", "import sqlalchemy as sa\nsa.select(1)"),
        ("events/views.py", "from sqlalchemy.sql import select as rows"),
        ("events/views.py", "from planner.db import db\ndb.select(1)"),
        ("events/views.py", "from planner.db import db as handle\nhandle.session.query(1)"),
        ("events/views.py", "import sqlalchemy\nask = sqlalchemy.select\nask(1)"),
        ("events/views.py", "import sqlalchemy\ngetattr(sqlalchemy, 'select')(1)"),
        ("events/views.py", "from planner.events.queries import select"),
        ("events/views.py", "Event.__table__.select()"),
    ],
    "commits_stay_behind_their_doors": [
        ("events/actions.py", "from planner.db import db\ndb.session.commit()"),
        ("events/actions.py", "from planner.db import db\nkeep = db.session.commit\nkeep()"),
        ("events/actions.py", "from planner.db import db\ngetattr(db.session, 'commit')()"),
        ("events/actions.py", "from planner import db as d\nd.db.session.commit()"),
    ],
    "only_the_web_edge_knows_the_request": [
        ("events/actions.py", "from flask import request"),
        ("events/actions.py", "from flask import g as here"),
        ("events/actions.py", "import flask\nflask.request.args"),
        ("events/actions.py", "import flask as f\nasked = f.session"),
        ("events/actions.py", "from flask.globals import request as asked"),
        ("events/actions.py", "from flask.globals import request_ctx"),
        ("events/actions.py", "from planner.web.intake import request"),
    ],
    "the_clock_is_read_in_one_place": [
        ("events/views.py", "from datetime import datetime\ndatetime.now()"),
        ("events/views.py", "from datetime import datetime as d\nd.utcnow()"),
        ("events/views.py", "import datetime as dt\ndt.date.today()"),
        ("events/views.py", "from datetime import date\ntoday = date.today\ntoday()"),
        ("events/views.py", "import time\ntime.time()"),
        ("events/views.py", "from time import localtime as here\nhere()"),
        ("events/views.py", "from sqlalchemy import func as f\nf.now()"),
        ("events/views.py", "from planner.clock import datetime\ndatetime.now()"),
        ("events/views.py", "from datetime import date\ngetattr(date, 'today')()"),
    ],
    "nothing_below_a_view_asks_the_clock": [
        ("events/plan/actions.py", "from planner import clock"),
        ("events/plan/actions.py", "from planner import clock as watch\nwatch.now()"),
        ("events/plan/actions.py", "from planner.clock import now as moment"),
        ("events/plan/actions.py", "import planner.clock"),
        ("events/plan/actions.py", "import planner\nplanner.clock.today()"),
        ("events/plan/actions.py", "from ...clock import today"),
        ("events/plan/actions.py", "from planner.events.page.views import today"),
        ("events/plan/actions.py", "import importlib\nimportlib.import_module('planner.clock')"),
        ("events/approval/proposal_actions.py", "from planner import clock"),
        ("accounts/session_queries.py", "from planner import clock"),
        ("events/models/event.py", "from planner import clock"),
        ("shapes/event_plan.py", "from planner import clock"),
    ],
    "wtforms_stays_in_forms": [
        ("events/actions.py", "from wtforms import StringField"),
        ("events/actions.py", "import wtforms as w"),
        ("events/actions.py", "from wtforms.fields import StringField as Line"),
        ("events/actions.py", "from planner.events.plan.forms import SelectField"),
    ],
    "what_was_typed_is_read_in_one_place": [
        ("events/forms.py", "from wtforms import IntegerField"),
        ("events/forms.py", "import wtforms as w\nw.DateField('Day')"),
        ("events/forms.py", "from wtforms.fields import DecimalField as Number"),
        ("events/forms.py", "Field(coerce=int)"),
        ("events/forms.py", "whole = int\nField(coerce=whole)"),
        ("events/forms.py", "from datetime import date as d\nField(type=d.fromisoformat)"),
        ("events/views.py", "from json import loads as read\nread(text)"),
        ("events/views.py", "from flask import request as asked\nint(asked.args['id'])"),
        ("events/views.py", "import flask\nfloat(flask.request.args['x'])"),
        ("events/views.py", "text.isdigit()"),
    ],
    "there_is_one_field_for_numbers": [
        (
            "events/forms.py",
            "from planner.web.number_fields import NumberField as N\nclass X(N): 1",
        ),
        ("events/forms.py", "from planner.web import number_fields as n\nclass X(n.DayField): 1"),
    ],
    "no_request_says_where_a_redirect_leads": [
        ("events/views.py", "from flask import redirect, request\nredirect(request.args['next'])"),
        ("events/views.py", "from flask import redirect as go, request\ngo(str(request.args))"),
        ("events/views.py", "import flask as f\nf.redirect(f'{f.request.url}')"),
        ("events/views.py", "from werkzeug.utils import redirect\nredirect(target)"),
        ("events/views.py", "import flask\nflask.redirect(location=target)"),
        (
            "events/views.py",
            "from flask import redirect, request as r\nredirect(local_target(r.url))",
        ),
    ],
    "actions_change_rows_one_by_one": [
        ("events/actions.py", "from sqlalchemy import update"),
        ("events/plan/proposal_actions.py", "from sqlalchemy import delete as remove"),
        ("events/actions.py", "import sqlalchemy as sa\nsa.insert(1)"),
        ("events/actions.py", "from sqlalchemy.dialects.postgresql import insert"),
    ],
    "what_loads_an_office_goes_through_the_actions": [
        ("sample/loader.py", "from planner.events.models import Event as Row\nRow(title='x')"),
        ("sample/loader.py", "from planner.events import models as m\nm.Event(title='x')"),
        ("sample/loader.py", "from planner.db import db as d\nput = d.session.add\nput(row)"),
        ("sample/loader.py", "import sqlalchemy as sa\nsa.insert(1)"),
        ("sample/loader.py", "event.title = 'x'"),
    ],
    "one_file_says_of_a_text_that_it_is_html": [
        ("events/views.py", "from markupsafe import Markup\nsafe = Markup\nsafe('<b>')"),
        ("events/views.py", "from markupsafe import Markup as M\nM('<b>')"),
        ("events/views.py", "import markupsafe as safe\nsafe.Markup('<b>')"),
        ("events/views.py", "from planner.web.markup import Markup as M\nM('<b>')"),
    ],
    "files_of_lists_are_made_from_their_declaration": [
        ("events/views.py", "from planner.presenters.table import Table as Sheet"),
        ("events/views.py", "from planner.web import tables\ntables.respond_table(1)"),
        ("events/views.py", "from planner.presenters import table as t\nmake = t.Table"),
    ],
}


@pytest.mark.parametrize("name", EVASIONS)
def test_a_breach_under_any_name_is_caught(name):
    rule = getattr(house_rules, name)
    missed = [source for path, source in EVASIONS[name] if not list(rule(pretend(path, source)))]
    assert not missed, "\n---\n".join(missed)


def test_every_rule_is_tried():
    assert {rule.__name__ for rule in house_rules.RULES} == EVASIONS.keys()


CHECKED_TARGET = """
from flask import redirect as go, request
from planner.web.targets import local_target as ours
go(ours(request.args["next"]))
"""
ALLOWED = [
    ("nothing_below_a_view_asks_the_clock", "events/views.py", "from planner.clock import now"),
    ("nothing_below_a_view_asks_the_clock", "events/plan/actions.py", "clock = 1\nclock.now()"),
    ("the_clock_is_read_in_one_place", "events/views.py", "scope.today\nself.now()"),
    ("selects_stay_in_queries", "events/queries.py", "from sqlalchemy import select as choose"),
    ("selects_stay_in_queries", "events/views.py", "select = 3\nselect + 1"),
    ("only_the_web_edge_knows_the_request", "events/views.py", "from flask import request"),
    ("wtforms_stays_in_forms", "events/plan/forms.py", "from wtforms import StringField"),
    ("a_room_reaches_its_own_step_or_lower_ones", "events/queries.py", "import planner.partners"),
    ("no_request_says_where_a_redirect_leads", "events/views.py", CHECKED_TARGET),
    (
        "files_of_lists_are_made_from_their_declaration",
        "events/views.py",
        "from sqlalchemy import Table",
    ),
]


@pytest.mark.parametrize(("name", "path", "source"), ALLOWED)
def test_what_only_looks_like_a_breach_is_let_be(name, path, source):
    assert not list(getattr(house_rules, name)(pretend(path, source)))


def test_the_whole_house_is_read():
    assert len(MODULES) > 400
    assert {module.name for module in MODULES} >= {"clock.py", "events/models/event.py", "app.py"}


def files_of(*lengths):
    """Return made-up modules with so many lines."""
    return [pretend(f"events/f{n}.py", "a = 1\n" * long) for n, long in enumerate(lengths)]


def shims(number):
    """Return modules that only pass names on, each in its own way."""
    ways = ("", '"""Empty."""\n', "from planner.clock import now\n", '__all__ = ["now"]\n')
    return [pretend(f"events/s{n}.py", ways[n % len(ways)]) for n in range(number)]


TOO_LONG = {
    "one file beyond all": files_of(*[60] * 20, 301),
    "a package's own file": [*files_of(*[60] * 20), pretend("events/__init__.py", "a = 1\n" * 301)],
    "one file in ten": files_of(*[60] * 16, 181, 181),
    "the one in the middle": files_of(*[20] * 9, *[71] * 10),
    "hidden among shims": [*files_of(*[20] * 9, *[71] * 10), *shims(40)],
}


@pytest.mark.parametrize("modules", TOO_LONG.values(), ids=TOO_LONG)
def test_files_that_grow_are_found_out(modules):
    assert list(house_rules.what_is_wrong_with_lengths(modules))


def test_files_of_readable_lengths_are_let_be():
    assert not list(house_rules.what_is_wrong_with_lengths(files_of(*[70] * 18, 180, 300)))
