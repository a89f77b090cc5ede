"""What a form does not offer is refused by its name; nothing is left out in silence."""

from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from planner.choices import EventState, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.actions import edit_event, plan_event
from planner.outcomes.actions import record_outcome
from planner.partners.group_actions import add_group
from planner.partners.models import PartnerGroup
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.nation import WrittenGroup
from planner.shapes.outcome import WrittenOutcome
from planner.web.fields import ChoicesField, named
from planner.web.forms import FilterForm
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_plan,
    make_programme,
    make_requirement,
    make_user,
)
from tests.filled import filled

GROUPS = {"NATO": []}


@pytest.fixture
def office():
    """Return an event with everything that a form about it lists."""
    make_own_nation()
    make_nation("ID")
    objective = make_objective(make_line(make_plan()), code="O01")
    event = make_event(
        ["FR", "AU"], [objective], state=EventState.EXECUTED, kind=ShippedKind.CULTURAL_EVENT
    )
    make_attendance(event, make_person("FR"))
    make_programme(name="Series")
    make_requirement(objective, "FR", year=NOW.year)
    db.session.commit()
    return event


PLACES = [
    ("/events/{event}/edit", "partner_codes", "QQ"),
    ("/events/{event}/edit", "group_ids", "98765"),
    ("/events/{event}/edit", "group_ids", "NATO"),
    ("/events/{event}/edit", "person_ids", "98765"),
    ("/events/{event}/edit", "releasable_to", "QQ"),
    ("/events/{event}/edit", "detail_cultural_elements", "juggling"),
    ("/events/{event}/edit", "objective_98765", "objective 98765"),
    ("/events/{event}/edit", "place_99_town", "place 99"),
    ("/events/new", "partner_codes", "QQ"),
    ("/events/quick", "partner_codes", "QQ"),
    ("/events/quick", "objective_ids", "98765"),
    ("/events/quick", "objective_ids", "x7"),
    ("/events/{event}/nations", "role_QQ", "QQ"),
    ("/events/{event}/people", "note_98765", "98765"),
    ("/events/{event}/report", "attended", "98765"),
    ("/outcomes/new?event={event}", "event_ids", "98765"),
    ("/outcomes/new?event={event}", "event_ids", "seven"),
    ("/partner-groups/new", "members", "QQ"),
    ("/programmes/new", "partner_codes", "QQ"),
    ("/users/new", "nations", "QQ"),
    ("/users/new", "roles", "king"),
    ("/requirements/edit", "n-98765-QQ", "98765-QQ"),
]


@pytest.mark.parametrize(("url", "name", "word"), PLACES)
def test_what_is_not_offered_is_named_and_nothing_is_saved(client_as, office, url, name, word):
    everything = make_user(roles=list(Role))
    client, url = client_as("planner", user=everything), url.format(event=office.id)
    sent = word.split(" ")[-1] if name == word.replace(" ", "_") else word
    value = {"role_QQ": "player", "n-98765-QQ": "3"}.get(name, sent)
    form = filled(client.get(url))
    form[name] = [*form.get(name, []), value] if name != "releasable_to" else [f"FR, {value}"]
    before = [(row.version, len(row.partners)) for row in db.session.query(Event)]

    page = client.post(url, form)

    assert page.status == 422, (page.status, page.location)
    assert f"“{word}”" in page.text
    assert [(row.version, len(row.partners)) for row in db.session.query(Event)] == before
    assert db.session.query(PartnerGroup).count() == 0


def test_a_headcount_of_a_nation_that_takes_no_part_is_refused(client_as, office, clock_at):
    clock_at(datetime(2030, 12, 30, 12, tzinfo=UTC))
    client, url = client_as("planner"), f"/events/{office.id}/report"
    form = filled(client.get(url), happened="It happened")
    form |= {"headcounts-0-nation_code": "ID", "headcounts-0-headcount_actual": "5"}

    page = client.post(url, form)

    assert page.status == 422
    assert "Indonesia takes no part in this event" in page.text


def test_a_row_that_somebody_took_away_meanwhile_is_not_dropped(client_as, office):
    client, url = client_as("planner"), f"/events/{office.id}/nations"
    form = filled(client.get(url), headcount_actual_FR="7")
    edit_event(office, EventChange(partner_codes=["AU"]), viewer=make_user().as_viewer, now=NOW)
    db.session.commit()

    page = client.post(url, form)

    assert page.status == 422
    assert "no row for “FR” any more" in page.text


def test_a_selection_says_what_of_it_is_not_there(client_as, office):
    hidden = make_event(["ID"])
    db.session.commit()
    client = client_as("planner", nations=["FR"])
    answers = [
        client.get(f"/events/bulk?selected=1&id={office.id}&id={key}").text
        for key in (hidden.id, 98765)
    ]

    assert "1 selected event is not there any more" in answers[0]
    assert answers[0] == answers[1]


def test_many_unknown_values_are_named_in_one_short_sentence():
    assert named(range(9)) == "0, 1, 2, 3, 4, …"
    assert named(["x" * 500]) == "x" * 40


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (["a"], None),
        ([], None),
        (["a", "z"], "“z” is not among"),
        (["z", "y", "z"], "“z, y” are not among"),
    ],
)
def test_the_field_names_each_value_once(app, sent, words):
    class Form(FilterForm):
        letters = ChoicesField(choices=[SelectChoice("a", "A")])

    with app.test_request_context():
        form = Form(MultiDict([("letters", value) for value in sent]))
        assert form.validate() == (words is None)
        assert words is None or words in form.letters.errors[0]


def test_actions_refuse_what_is_not_there_as_well(office):
    planner = make_user().as_viewer
    person, key = make_person("FR"), office.id

    for code in ("QQ", "fr"):
        with pytest.raises(RuleBroken, match=f"“{code}”"):
            edit_event(office, EventChange(partner_codes=["FR", code]), viewer=planner, now=NOW)
        with pytest.raises(RuleBroken, match=f"“{code}”"):
            plan_event(
                EventPlan(title="X", kind=ShippedKind.CEREMONY, partner_codes=[code]),
                viewer=planner,
                now=NOW,
            )
        with pytest.raises(RuleBroken, match=f"“{code}”"):
            add_group(WrittenGroup(code="G", name="Group", members=["FR", code]))
        db.session.rollback()
    with pytest.raises(RuleBroken, match="One of the people"):
        edit_event(office, EventChange(person_ids=[person.id, 98765]), viewer=planner, now=NOW)
    db.session.rollback()
    with pytest.raises(RuleBroken, match="One of the events"):
        written = WrittenOutcome(
            title="X",
            objective_id=make_objective().id,
            kind="access_granted",
            seen_on=NOW.date(),
            event_ids=[key, 98765],
        )
        record_outcome(written, viewer=planner, now=NOW)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("/events/new?nation=QQ", "“QQ” is not known here"),
        ("/events/new?objective=98765", "“98765” is not known here"),
        ("/events/new?nation=nowhere", "“nowhere”"),
        ("/events/new?objective=x7", "“x7”"),
        ("/events/new?kind=party", "“party”"),
        ("/events/new?from=soon", "“soon”"),
        ("/events/new?year=12", "“12”"),
        ("/events/quick?nation=QQ", "“QQ” is not known here"),
        ("/events/?nation=nowhere", "“nowhere”"),
        ("/events/?objective=x7", "“x7”"),
        ("/events/filter?kind=party", "“party”"),
        ("/follow-ups/?owner=x7", "“x7”"),
        ("/follow-ups/?nation=QQ", "“QQ”"),
        ("/lessons/?state=lost", "“lost”"),
        ("/outcomes/?objective=x7", "“x7”"),
        ("/outcomes/?kind=party", "“party”"),
        ("/reports/coverage?kind=party", "“party”"),
        ("/reports/coverage?objective=x7", "“x7”"),
        ("/people/?organisation=x7", "There is a problem"),
        ("/organisations/?kind=party", "There is a problem"),
        ("/programmes/?kind=party", "There is a problem"),
        ("/institutions/?nation=QQ", "There is a problem"),
    ],
)
def test_a_filter_says_what_of_its_address_it_leaves_out(client_as, office, url, word):
    page = client_as("planner").get(url)

    assert page.status == 200
    assert word in page.text


def test_no_form_lists_choices_by_the_field_that_cannot_name_them(app):
    """Every list in a form is a `ChoicesField`, whose refusal names what was sent."""

    def heirs(form):
        for heir in form.__subclasses__():
            yield heir
            yield from heirs(heir)

    from wtforms import Form

    lists = [
        (form.__name__, name)
        for form in heirs(Form)
        if form.__module__.startswith("planner.")
        for name in dir(form)
        if getattr(getattr(form, name), "field_class", None)
        and issubclass(getattr(form, name).field_class, SelectMultipleField)
        and not issubclass(getattr(form, name).field_class, ChoicesField)
    ]
    assert lists == []
