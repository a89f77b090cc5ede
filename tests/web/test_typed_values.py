"""Every box for a number, a day or a time, whichever form it is in, reads and refuses alike."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.widgets import HiddenInput

from planner.calendars.entry_days import moments_of
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.page.nation_forms import nations_form
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.kind_forms import event_form
from planner.events.plan.offer import Offer
from planner.events.states.recording import record_postponement
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_moves import Postponement
from planner.shapes.event_plan import EventChange, EventPlan
from planner.web.day_fields import DayField
from planner.web.forms import FormPart
from planner.web.number_fields import NumberField
from planner.web.time_fields import TimeOfDayField
from tests.declared import DECLARED
from tests.factories import (
    NOW,
    make_event,
    make_indicator,
    make_nation,
    make_objective,
    make_own_nation,
    make_user,
)
from tests.filled import filled


def heirs(form):
    for heir in form.__subclasses__():
        yield heir
        yield from heirs(heir)


def boxes():
    """Yield (name, unbound field) of every box of every form, those of kinds included."""
    offer = Offer(nations={}, objectives={7: "O7"})
    made = [event_form(kind, offer) for kind in DECLARED.values()]
    made.append(nations_form(make_event(["FR"])))
    ours = [form for form in heirs(Form) if form.__module__.startswith("planner.")]
    seen = set()
    for form in [*ours, *made]:
        for name in dir(form):
            field = getattr(form, name, None)
            if getattr(field, "field_class", None) and id(field) not in seen:
                seen.add(id(field))
                yield f"{form.__name__}.{name}", field


def answer(unbound, text):
    """Return the field after it was sent a text, checked."""
    form = type("One", (FormPart,), {"box": unbound})(MultiDict([(unbound.name or "box", text)]))
    form.validate()
    return form.box


BAD_NUMBERS = [
    *("1.000", "1,00", "1e5", "²", "NaN", "inf", "0x1F", "EUR 5", "１２", "ten", "9" * 40),
    *("1.234567", "99999999999999999", "1_000", "1,0000", "5 5"),
]
BAD_DAYS = ["0202-05-01", "1899-12-31", "2200-01-01", "9999-12-31", "2030-02-30", "soon", "1.2.30"]
BAD_TIMES = ["24:00", "9", "25:10", "12:60", "noon", "-1:00", "９:00"]


def test_every_box_says_in_words_what_it_takes_and_keeps_what_was_typed(app):
    found = {NumberField: 0, DayField: 0, TimeOfDayField: 0}
    wrong = []
    with app.test_request_context():
        for name, unbound in boxes():
            bad = {NumberField: BAD_NUMBERS, DayField: BAD_DAYS, TimeOfDayField: BAD_TIMES}.get(
                unbound.field_class, []
            )
            for text in bad:
                found[unbound.field_class] += 1
                box = answer(unbound, text)
                is_hidden = isinstance(box.widget, HiddenInput)
                if len(box.errors) != 1 or "valid" in box.errors[0]:
                    wrong.append((name, text, box.errors))
                elif not is_hidden and (f'value="{text}"' not in box() or box.data is not None):
                    wrong.append((name, text, box()))
    assert not wrong, wrong[:5]
    assert min(found.values()) > 0
    assert found[NumberField] > 100


def test_every_box_takes_a_thousand_with_its_comma_as_a_thousand(app):
    with app.test_request_context():
        for name, unbound in boxes():
            if unbound.field_class is NumberField:
                box = answer(unbound, "1,000")
                assert box.data == 1000, name
                assert box.type != "number"
                assert 'type="number"' not in box(), name


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("en", "1,250.5", 1250.5), ("de", "1.250,5", 1250.5), ("fr", "1 250,5", 1250.5)],
)
def test_numbers_follow_the_language_of_the_page(app, language, text, number):
    class One(FormPart):
        box = NumberField(places=2, padded=2)

    with app.test_request_context(), force_locale(language):
        form = One(MultiDict({"box": text}))
        assert form.box.data == number
        again = One(data={"box": form.box.data}).box._value()
        assert One(MultiDict({"box": again})).box.data == number


@pytest.mark.parametrize(
    ("places", "text", "sentence"),
    [
        (0, "1.000", "“1.000” can be read two ways. Write 1 or 1,000."),
        (0, "2.012", "“2.012” can be read two ways. Write 2,012."),
        (4, "2.012", "“2.012” can be read two ways. Write 2.0120 or 2,012."),
        (2, "1,5", "“1,5” is no number here. Write 1.5 if that is meant."),
        (0, "1,5", "Enter a whole number, in digits alone, such as 1,250."),
        (2, "EUR 5", "Enter the number alone, in digits, such as 1,250.5."),
        (2, "1.2345", "Enter at most 2 decimals, such as 1,250.5."),
        (0, "3000000000", "Enter a number up to 2,147,483,647."),
    ],
)
def test_a_refusal_says_how_to_write_it(app, places, text, sentence):
    class One(FormPart):
        box = NumberField(places=places)

    with app.test_request_context():
        form = One(MultiDict({"box": text}))
        assert not form.validate()
        assert list(form.box.errors) == [sentence]


def test_a_thousand_is_stored_as_one(client_as):
    make_own_nation()
    event = make_event(["FR"])
    indicator = make_indicator()
    client = client_as("country_desk")
    page = client.get(f"/events/{event.id}/edit")
    form = filled(page, planned_cost="12,345.50", currency="USD", participants_planned="1,000")
    page = client.post(f"/events/{event.id}/edit", form)
    assert page.status == 303, page.html.partition("error-summary")[2][:900]
    assert (str(event.planned_cost), event.participants_planned) == ("12345.50", 1000)
    sent = {"seen_on": "2024-01-01", "value": "2,012"}
    path = f"/objectives/indicators/{indicator.id}/updates/new"
    assert client.post(path, sent).status == 303
    assert indicator.updates[0].value == 2012
    for text in ("1.000", "1,00"):
        page = client.post(f"/events/{event.id}/edit", form | {"participants_planned": text})
        assert page.status == 422
        assert f'value="{text}"' in page.html


# --- days and times


@pytest.mark.parametrize(
    "url",
    [
        "/events/?from=0202-05-01",
        "/events/filter?to=2200-01-01",
        "/events/new?from=0202-05-01",
        "/events/new?year=0202",
        "/events/quick?from=9999-12-31",
        "/calendar/?from=0202-05-01",
        "/calendar/?month=0202-05",
        "/calendar/agenda?month=2200-01",
        "/follow-ups/?from=0202-05-01",
        "/outcomes/?from=0202-05-01",
        "/reports/coverage?period=free&from=0202-05-01&to=2030-01-01",
        "/reports/gaps?period=0202",
    ],
)
def test_a_day_out_of_range_in_an_address_is_refused_in_words(client_as, url):
    make_own_nation()
    make_objective()
    page = client_as("country_desk").get(url)
    assert page.status in {200, 404, 422}
    assert "1900" in page.text or "There is no period" in page.text


FIRST_OPTIONS = {"date_precision": "day", "modality": "in_person"}
"""What a browser sends of selects in which nothing was chosen yet."""
LONDON = {"starts_on": date(2030, 3, 31), "ends_on": date(2030, 3, 31), "zone": "Europe/London"}


@pytest.mark.parametrize(
    ("zone", "day", "hour", "following"),
    [
        ("Europe/London", "2030-03-31", "01:30", "02:00"),
        ("Europe/Berlin", "2030-03-31", "02:00", "03:00"),
        ("America/New_York", "2030-03-10", "02:59", "03:00"),
        ("Australia/Lord_Howe", "2030-10-06", "02:15", "02:30"),
        ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_the_clock_leaves_out_is_refused_with_the_next(
    client_as, zone, day, hour, following
):
    make_own_nation()
    make_nation("FR")
    client = client_as("planner")
    form = filled(client.get("/events/new?nation=FR"), title="Talks", starts_on=day, ends_on=day)
    form |= FIRST_OPTIONS | {"zone": zone, "start_time": hour, "end_time": "23:00"}
    page = client.post("/events/new", form)
    assert page.status == 422
    assert f"The next possible time is {following}." in page.text
    assert f'value="{hour}"' in page.html
    assert db.session.query(Event).count() == 0


def test_neither_an_edit_nor_a_postponement_moves_an_event_into_the_gap():
    planner = make_user().as_viewer
    event = make_event(zone="Europe/London")
    hours = {"start_time": datetime(2030, 1, 1, 1, 30).time(), "end_time": None}
    event.start_time = hours["start_time"]
    event.end_time = datetime(2030, 1, 1, 9).time()
    db.session.commit()
    with pytest.raises(RuleBroken, match=r"02:00"):
        days = {"new_starts_on": LONDON["starts_on"], "new_ends_on": LONDON["ends_on"]}
        record_postponement(event, Postponement(reason_code="weather", **days))
    with pytest.raises(RuleBroken, match=r"02:00"):
        edit_event(
            event,
            EventChange(**LONDON, start_time=event.start_time, end_time=event.end_time),
            viewer=planner,
            now=NOW,
        )


def test_a_time_that_there_is_twice_is_the_first():
    event = plan_event(
        EventPlan(
            title="Night",
            kind=ShippedKind.CEREMONY,
            partner_codes=[make_nation("FR").code],
            starts_on=date(2030, 10, 27),
            ends_on=date(2030, 10, 27),
            zone="Europe/London",
            start_time=datetime(2030, 1, 1, 1, 30).time(),
            end_time=datetime(2030, 1, 1, 9).time(),
        ),
        viewer=make_user().as_viewer,
        now=NOW,
    )
    start, _end = moments_of(event, event.starts_on, event.ends_on)
    assert start == datetime(2030, 10, 27, 0, 30, tzinfo=UTC)


# --- text


@pytest.mark.parametrize("title", ["\u200b", "\u2800", "\u3164\u00ad", "\u00a0\u200d", "\u202e"])
@pytest.mark.parametrize("url", ["/events/quick", "/people/new", "/programmes/new"])
def test_a_title_of_signs_that_show_nothing_is_empty(client_as, url, title):
    make_own_nation()
    client = client_as("country_desk" if url != "/people/new" else "planner")
    name = "title" if url == "/events/quick" else "name"
    page = client.post(url, filled(client.get(url)) | {name: title})
    assert page.status == 422
    assert f'href="#{name}"' in page.html.partition("error-summary")[2].partition("</ul>")[0]


def test_what_no_text_holds_is_taken_out_before_it_is_stored(client_as):
    make_own_nation()
    make_nation("FR")
    client = client_as("planner")
    form = filled(client.get("/events/new?nation=FR")) | FIRST_OPTIONS
    form |= {"title": "Ta\x00lks\n\u202ein\tParis\ufffe", "summary": "One\x00\n\ttwo\x1b"}
    assert client.post("/events/new", form).status == 303
    event = db.session.query(Event).one()
    assert event.title == "Talks in Paris"
    assert event.summary == "One\n\ttwo"
    assert event.title in client.get("/events/?q=Ta%00lks").text


def test_every_form_part_reads_its_boxes_of_one_line_alike():
    others = {
        form.__name__
        for form in heirs(Form)
        if form.__module__.startswith("planner.")
        and not form.Meta.bind_field.__qualname__.startswith("OneLines")
    }
    assert others <= {"SignInForm"}, "the library’s own form is the only other one"
