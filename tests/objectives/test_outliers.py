"""A value far from its series is asked about, and saved once somebody says that it is right."""

from datetime import timedelta
from decimal import Decimal

import pytest

from planner.choices import MeasuredAs
from planner.db import db
from planner.history.models import HistoryEntry
from planner.objectives.models import IndicatorUpdate
from planner.objectives.outlier_words import question, question_outside
from planner.objectives.outliers import FarFromSeries, far_from
from planner.objectives.update_actions import add_update, edit_update
from planner.shapes.indicator import WrittenValue
from planner.shapes.measured import PercentageValue
from planner.viewers import EVERYTHING
from tests.factories import NOW, make_indicator, make_own_nation, make_user, make_values
from tests.objectives.test_outside_links import GIVEN, asked
from tests.sheets import Sheet

TODAY = NOW.date()
SERIES = [12, 13, 14, 15, 13]


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


@pytest.fixture
def indicator():
    make_own_nation("AU")
    found = make_indicator(is_releasable=True)
    days = [TODAY - timedelta(days=100 - place) for place in range(len(SERIES))]
    return make_values(found, zip(days, SERIES, strict=True))


def values(text):
    return [Decimal(one) for one in text.split()]


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("earlier", "value", "is_far"),
    [
        ("", 5, False),
        ("10", 99, False),
        ("10", 100, True),  # ten times
        ("10", 1, True),  # a tenth
        ("10", 0, False),  # nought is a value like others
        ("0", 100, False),
        ("10", -100, True),
        ("12 13 14 15", 40, False),  # four are too few for the median
        ("12 13 14 15 13", 40, True),
        ("10 11 12 13 14", "16.4478", False),  # 12 + 3 × 1.4826 × 1, to the edge
        ("10 11 12 13 14", "16.4479", True),
        ("10 11 12 13 14", "7.5521", True),
        ("12 12 12 12 12", 12, False),
        ("12 12 12 12 12", 13, True),
        ("12 12 12 12 14", 14, False),  # most alike: among them is not far
        ("12 12 12 12 14", 15, True),
        ("12 13 14 15 13 900", 16, True),  # a tenth of the last
        ("900 12 13 14 15 13", 16, False),  # one wild value moves nothing
    ],
)
def test_what_is_far(earlier, value, is_far):
    assert (far_from(values(earlier), Decimal(value)) is not None) is is_far


@pytest.mark.parametrize(
    ("earlier", "value", "words"),
    [
        (
            "12 13 14 15 15",
            150,
            "The last 5 values lay between 12 and 15; 150 is 10 times the",
        ),
        ("10", 1, "The last value was 10; 1 is a tenth of the last one or less."),
        ("12 12 12 12 12", 13, "The last 5 values were 12 each; 13 lies far from them."),
        ("1 2 3 4 5 6", 40, "The last 5 values lay between 2 and 6; 40 lies far from them."),
    ],
)
def test_the_question(app, earlier, value, words):
    with app.test_request_context():
        found = far_from(values(earlier), Decimal(value))
        assert words in question(found)
        assert question_outside(found).startswith(f"{value} lies far from what is usual here.")


def test_a_far_value_is_saved_only_with_a_tick_for_it(client_as, indicator):
    planner = client_as("planner")
    url = f"/objectives/indicators/{indicator.id}/updates/new"
    sheet = Sheet(planner, url)
    assert "It is right" not in planner.get(url).text
    asked_now = sheet.send(value="150", note="Fleet week")
    assert asked_now.status == 422
    assert "The last 5 values lay between 12 and 15; 150 is 11.5 times" in asked_now.text
    assert "Fleet week" in asked_now.html and 'value="150"' in asked_now.html
    assert "It is right" in asked_now.text
    sent = {"seen_on": f"{TODAY}", "note": "Fleet week", "evidence_url": ""}
    other = planner.post(url, sent | {"value": "1500", "confirmed": "150"})
    assert other.status == 422 and "Is it right?" in other.text  # the tick was for another value
    assert " checked" not in other.html.split('name="confirmed"')[1].split(">")[0]
    for said in ("yes", "NaN", ""):
        assert planner.post(url, sent | {"value": "150", "confirmed": said}).status == 422
    assert planner.post(url, sent | {"value": "150", "confirmed": "150"}).status == 303
    update = last()
    assert (update.value, update.is_confirmed) == (150, True)
    told = [row.changes for row in db.session.query(HistoryEntry) if row.changes]
    assert [row["is_confirmed"] for row in told if "is_confirmed" in row][-1] == [None, True]
    for role in ("planner", "approver"):
        shown = client_as(role).get(f"/objectives/indicators/{indicator.id}").text
        assert "Far from the others" in shown

    assert planner.post(url, sent | {"value": "14"}).status == 422  # a tenth
    near = {"seen_on": f"{TODAY - timedelta(days=1)}", "value": "14", "confirmed": "14"}
    assert planner.post(url, sent | near).status == 303
    assert not last().is_confirmed  # nothing was asked


def last():
    """Return the value that was recorded last."""
    db.session.info["viewer"] = EVERYTHING
    db.session.expire_all()
    return db.session.query(IndicatorUpdate).order_by(IndicatorUpdate.id.desc()).first()


def test_a_correction_is_asked_about_unless_it_says_the_same(indicator):
    user = make_user().as_viewer
    about = {"viewer": user, "today": TODAY}
    far = WrittenValue(seen_on=TODAY, value=Decimal(150), confirmed=Decimal(150))
    update = add_update(indicator, far, now=NOW, **about)
    same = WrittenValue(seen_on=TODAY, value=Decimal(150), note="Counted twice")
    assert edit_update(update, indicator, same, **about).is_confirmed
    with pytest.raises(FarFromSeries, match="160"):
        edit_update(update, indicator, WrittenValue(seen_on=TODAY, value=Decimal(160)), **about)
    right = WrittenValue(seen_on=TODAY, value=Decimal(14))
    assert not edit_update(update, indicator, right, **about).is_confirmed


def test_a_percentage_is_asked_about_and_a_word_is_not(indicator):
    about = {"viewer": make_user().as_viewer, "today": TODAY, "now": NOW}
    share = make_indicator(measured_as=MeasuredAs.PERCENTAGE, unit="")
    words = make_indicator(measured_as=MeasuredAs.SCALE, unit="", scale="\n".join("abcdefghij"))

    def record_share(part, **said):
        written = PercentageValue(seen_on=TODAY, numerator=part, denominator=Decimal(40), **said)
        return add_update(share, written, **about)

    record_share(Decimal(2))
    with pytest.raises(FarFromSeries, match="The last value was 5; 50 is 10 times"):
        record_share(Decimal(20))
    assert record_share(Decimal(20), confirmed=Decimal(50)).is_confirmed
    for place in (1, 10):
        written = WrittenValue(seen_on=TODAY, value=Decimal(place))
        assert not add_update(words, written, **about).is_confirmed


def test_outside_it_is_asked_without_telling_the_series(client_as, indicator):
    _link, url = asked(indicator)
    nobody = client_as(None)
    page = nobody.post(url, GIVEN | {"value": "150"})
    assert page.status == 422 and "150 lies far from what is usual here" in page.text
    assert "15;" not in page.text and "between" not in page.text
    assert 'value="Ann Lee"' in page.html
    assert nobody.post(url, GIVEN | {"value": "150", "confirmed": "150"}).status == 200
    assert last().is_confirmed
    approver = client_as("approver")
    assert "Far from the others" in approver.get(f"/objectives/indicators/{indicator.id}").text
    assert "far from the others" in approver.get("/desk/values").text
