"""Numbers at the ends of their words, and what two people changed in one row."""

from datetime import date, time
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from planner.web.conflicts import Conflict, merge, plain, shown
from planner.web.number_words import money, number, percent

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"), (0, "0 %"), (1, "100 %"), (0.0001, "<1 %"), (0.0099, "<1 %"), (0.01, "1 %"),
        (0.015, "1.5 %"), (0.0994, "9.9 %"), (0.0995, "10 %"), (0.1, "10 %"), (0.104, "10 %"),
        (0.99, "99 %"), (0.9901, ">99 %"), (0.9999, ">99 %"), (1.001, ">100 %"), (1.01, "101 %"),
        (-0.001, "<0 %"), (-0.227, "-23 %"), (1.136, "114 %"), (-0.05, "-5 %"),
    ],
)  # fmt: skip
def test_a_share_never_reads_as_nought_or_all_unless_it_is(app, value, words):
    with app.test_request_context():
        assert percent(value).replace("−", "-") == words


def test_no_number_is_a_dash_and_nought_is_a_number(app):
    with app.test_request_context():
        assert [number(one) for one in (None, 0, 1234.5, 0.004)] == ["–", "0", "1,234.5", "0"]
        assert number(Decimal("2.345")) in {"2.34", "2.35"}
        assert (money(None, "EUR"), money(Decimal(0))) == ("–", "0")
        assert money(Decimal("0"), "EUR").startswith("0.00")
        assert money(Decimal("16.5"), "EUR").startswith("16.50")


def test_values_are_compared_as_they_are_kept_and_nought_is_not_nothing():
    assert [plain(one) for one in (None, "", " ", False)] == ["", "", "", ""]
    assert [plain(one) for one in (0, 0.0, Decimal("0.00"))] == ["0", "0", "0"]
    assert plain(Decimal("1.50")) == plain(1.5) == "1.5"
    assert plain(True) is True
    assert plain("a\r\nb ") == "a\nb"
    assert (plain(date(2030, 2, 4)), plain(time(9))) == ("2030-02-04", "09:00:00")
    assert plain(["b", "a"]) == plain(("a", "b")) == ["a", "b"]
    assert plain([{"x": 1, "csrf_token": "t"}, {"x": 0}]) == [{"x": "1"}, {"x": "0"}]


class Written(Form):
    title = StringField("Title")
    heads = IntegerField("Heads", [Optional()])
    state = SelectField("State", choices=[SelectChoice("a", "Open"), SelectChoice("b", "Done")])
    is_sure = BooleanField("Sure")


def merged(base, now, typed):
    """Return the form and the conflicts: as the page was filled, as it is now, as typed."""
    form = Written(MultiDict(typed), obj=type("Row", (), now)())
    return form, merge(form, {name: plain(value) for name, value in base.items()})


BASE = {"title": "Talks", "heads": 5, "state": "a", "is_sure": False}


def test_what_only_the_other_changed_is_taken_over_nought_too():
    now = BASE | {"heads": 0, "state": "b", "is_sure": True}
    form, conflicts = merged(BASE, now, {"title": "Visit", "heads": "5", "state": "a"})
    assert conflicts == []
    assert form.data == now | {"title": "Visit"}


def test_what_both_changed_is_asked_and_what_both_changed_alike_is_not():
    now = BASE | {"title": "Dinner", "heads": 7, "state": "b"}
    form, conflicts = merged(BASE, now, {"title": "Visit", "heads": "7", "state": "a"})
    assert conflicts == [Conflict("title", "Title", "Dinner", "Visit")]
    assert (form.heads.data, form.state.data) == (7, "b")
    form, conflicts = merged(BASE, BASE | {"state": "b", "heads": 6}, {
        "title": "Talks", "heads": "0", "state": "a",
    })  # fmt: skip
    assert conflicts == [Conflict("heads", "Heads", "6", "0")]
    assert shown(form.state, "b") == "Done"


def test_what_only_the_reader_changed_stays_and_fields_of_no_page_are_let_be():
    typed = {"title": "Visit", "heads": "", "state": "b", "is_sure": "y"}
    form, conflicts = merged(BASE, BASE, typed)
    assert conflicts == []
    assert form.data == {"title": "Visit", "heads": None, "state": "b", "is_sure": True}
    form, conflicts = merged({"title": "Talks"}, BASE | {"heads": 9}, typed)
    assert (conflicts, form.heads.data) == ([], None)
