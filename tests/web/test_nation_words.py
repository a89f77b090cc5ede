"""Every box, filter and address takes a nation by any of its names, and says what is none."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField

from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.participants.models import Person
from planner.partners.models import NationName, Organisation, PartnerGroup
from planner.partners.seeding import seed_groups, seed_nations
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.nations_fields import NationsField
from planner.web.nationwords import nation_of
from planner.web.no_nation import NoNation
from tests.factories import make_event, make_nation, make_own_nation
from tests.filled import filled


@pytest.fixture
def office():
    make_own_nation()
    seed_nations()
    db.session.commit()


def heirs(form):
    for heir in form.__subclasses__():
        yield heir
        yield from heirs(heir)


NOT_OF_NATIONS = {"promised_organisation_id"}


NATIONS = {"host_code", "lead_code", "partner_codes", "members", "releasable_to", "nations"}
OTHERS = {"has_all_nations", "promised_organisation_id", "parts_nation"}
"""A box to tick, a name that only holds the word, and lines that begin with a nation, which go
through the same reading (`planner/objectives/parting.py`)."""


def test_every_box_for_a_nation_is_one_of_three_fields():
    ours = (NationSelectField, NationTicksField, NationsField, HiddenField)
    wrong = {
        (form.__name__, name, kind.__name__)
        for form in heirs(Form)
        if form.__module__.startswith("planner.")
        for name in dir(form)
        if (name in NATIONS or "nation" in name) and name not in OTHERS
        if (kind := getattr(getattr(form, name), "field_class", None))
        if not issubclass(kind, ours)
    }
    assert wrong == set()


def quick(**changes):
    return {
        "title": "Talks",
        "kind": "workshop_seminar",
        "day": "2030-05-01",
    } | changes


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Holland, Burma; ROK / Cote d'Ivoire & UK", "CI GB KR MM NL"),
        ("Bosnia and Herzegovina and the Czech Republic", "BA CZ"),
        ("Korea, Republic of", "KR"),
        ("Frankreich und Deutschland", "DE FR"),
        ("nld, PNG", "NL PG"),
    ],
)
def test_the_quick_log_takes_nations_as_people_write_them(client_as, office, typed, codes):
    client = client_as("planner")
    answer = client.post("/events/quick", quick(partner_codes=typed))
    assert answer.status == 303, answer.html.partition("error-summary")[2][:500]
    event = db.session.scalars(select(Event)).one()
    assert sorted({row.nation_code for row in event.partners} - {"AU"}) == codes.split()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("France, Atlantis", "“Atlantis” is no nation or group that is known. Check it."),
        ("Frnace", "Did you mean France?"),
        ("Congo", "“Congo” may mean Congo - Kinshasa or Congo - Brazzaville. Write the one"),
        ("Korea", "“Korea” may mean North Korea or South Korea."),
        ("USSR", "The Soviet Union ended in 1991. Write its successor, such as Russia, Ukraine or"),
        ("East Germany", "East Germany ended in 1990. Write its successor: Germany."),
        ("AU", "“AU” may mean Australia or the group AU."),
    ],
)
def test_what_is_no_nation_is_refused_in_a_sentence_and_kept(client_as, office, typed, sentence):
    seed_groups()
    db.session.commit()
    page = client_as("planner").post("/events/quick", quick(partner_codes=typed))
    assert page.status == 422
    assert sentence in page.text
    assert f'value="{typed}"' in page.html
    assert db.session.query(Event).count() == 0


def test_selects_and_lists_to_tick_take_names_too(client_as, office):
    planner, desk = client_as("planner"), client_as("country_desk")
    person = {"name": "Jan", "nation_code": "Holland", "purpose": "Events"}
    form = filled(planner.get("/people/new")) | person | {"retention": "travel"}
    answer = planner.post("/people/new", form)
    assert answer.status == 303, answer.html.partition("error-summary")[2][:500]
    assert db.session.scalars(select(Person)).one().nation_code == "NL"
    sent = {"name": "Tatmadaw", "kind": "ministry", "nation_code": "Burma"}
    assert planner.post("/organisations/new", sent).status == 303
    assert db.session.scalars(select(Organisation)).one().nation_code == "MM"
    group = {"code": "TRIO", "name": "Trio", "members": ["UK and Ivory Coast", "nl"]}
    assert desk.post("/partner-groups/new", group).status == 303
    members = db.session.scalars(select(PartnerGroup)).one().members
    assert sorted(nation.code for nation in members) == ["CI", "GB", "NL"]
    form = filled(planner.get("/people/new")) | person | {"retention": "contact"}
    page = planner.post("/people/new", form | {"nation_code": "Congo"})
    assert page.status == 422
    assert "“Congo” may mean" in page.text
    assert '<option selected value="Congo">Congo</option>' in page.html


@pytest.mark.parametrize(
    "url",
    [
        "/events/?nation=Holland",
        "/events/?nation=nl",
        "/events/?nation=NLD",
        "/events/?nation=Holland,+Burma",
        "/events/filter?nation=the+Netherlands",
        "/calendar/agenda?month=2030-03&nation=Niederlande",
        "/events.csv?nation=Holland",
        "/events/new?nation=Holland",
    ],
)
def test_addresses_take_names(client_as, office, url):
    event = make_event(["NL"], title="Tulips")
    make_event(["FR"], title="Lilies")
    event.starts_on = event.starts_on.replace(2030, 3, 4)
    event.ends_on = event.starts_on
    db.session.commit()
    page = client_as("planner").get(url)
    assert page.status == 200
    if "new" in url or "filter" in url:
        name = "partner_codes" if "new" in url else "nation"
        assert "checked" in page.html.partition(f'name="{name}" value="NL"')[2][:80]
    else:
        assert "Tulips" in page.text
        assert "Lilies" not in page.text


@pytest.mark.parametrize(
    "url",
    [
        "/follow-ups/?nation=Holland",
        "/outcomes/?nation=Holland",
        "/lessons/?nation=Holland",
        "/reports/coverage?nation=Holland",
        "/people/?nation=Holland",
        "/organisations/?nation=Holland",
        "/institutions/?nation=Holland",
        "/programmes/?nation=Holland",
    ],
)
def test_the_other_lists_take_names(client_as, office, url):
    make_nation("NL", is_partner=True)
    db.session.commit()
    page = client_as("planner").get(url)
    assert page.status == 200
    assert "There is a problem" not in page.text, page.html.partition("error-summary")[2][:600]
    assert "Netherlands" in page.text
    unknown = client_as("planner").get(url.replace("Holland", "Atlantis"))
    assert unknown.status in {200, 422}
    assert "“Atlantis” is no nation that is known." in unknown.text


def test_a_filter_says_what_it_left_out_and_is_written_in_codes(app, office):
    with app.test_request_context():
        wanted = EventFilter.from_args(MultiDict([("nation", "Holland, Congo and Atlantis")]))
    assert wanted.nations == ("NL",)
    assert wanted.to_query() == "nation=NL"
    assert wanted.problems[0].startswith("“Congo” may mean")
    assert wanted.problems[1] == "“Atlantis” is not known here, so it was left out."


def test_the_office_adds_a_name_that_every_box_knows_and_can_take_it_back(client_as, office):
    desk = client_as("country_desk")
    with pytest.raises(NoNation):
        nation_of("Congo")
    answer = desk.post("/nations/names/", {"name": "Congo", "nation_code": "Zaire"})
    assert answer.status == 303
    row = db.session.scalars(select(NationName)).one()
    assert (row.name, row.nation_code) == ("Congo", "CD")
    event = {"partner_codes": "the Congo"}
    assert client_as("planner").post("/events/quick", quick(**event)).status == 303
    assert "“Congo” means Congo - Kinshasa." in desk.get("/nations/names/?try=Congo").text

    page = desk.follow(desk.post(f"/nations/names/{row.id}/remove"))
    assert "was taken away" in page.text
    page = client_as("planner").post("/events/quick", quick(title="Other", **event))
    assert page.status == 422
    assert desk.post(f"/nations/names/{row.id}/restore").status == 303
    assert client_as("planner").post("/events/quick", quick(title="Other", **event)).status == 303
    told = select(HistoryEntry.verb).where(HistoryEntry.subject_kind == "nation_name")
    assert list(db.session.scalars(told)) == ["added", "changed", "changed"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Holland", "“Holland” means Netherlands already."),
        ("FR", "“FR” means France already."),
        ("...", "Enter a name with letters in it."),
        ("\u200b", "Enter the name."),
    ],
)
def test_a_name_that_is_taken_or_empty_is_refused(client_as, office, name, sentence):
    sent = {"name": name, "nation_code": "DE"}
    page = client_as("country_desk").post("/nations/names/", sent)
    assert page.status == 422
    assert sentence in page.text
    assert db.session.query(NationName).count() == 0


def test_only_those_who_keep_the_catalogue_name_nations(client_as, office):
    assert client_as("planner").get("/nations/names/").status == 403
    assert "/nations/names/" not in client_as("planner").get("/nations/").html
    assert "/nations/names/" in client_as("country_desk").get("/nations/").html


def test_lists_to_tick_and_suggestions_are_found_by_other_names(client_as, office):
    planner = client_as("planner")
    suggested = planner.get("/events/new").html.partition('<datalist id="nations"')[2]
    assert "Holland" in suggested.partition('value="Netherlands"')[2][:400]
    page = planner.get("/events/new?nation=NL").html
    label = page.partition('name="partner_codes" value="NL"')[0].rpartition("<label")[2]
    assert "Holland" in label
    assert "NLD" in label
    datalist = planner.get("/events/quick").html.partition('<datalist id="nations"')[2]
    rows = planner.get("/nations/?show=all").html
    assert "Holland" in rows.partition(">Netherlands<")[0].rpartition("<tr")[2]
    assert "Holland" in datalist.partition('value="Netherlands"')[2][:400]


def test_commands_take_names(app, office):
    with app.app_context():
        assert nation_of("Holland") == "NL"
        assert nation_of("nl") == "NL"


PLANNED = {
    "version": "0",
    "title": "Talks",
    "kind": "workshop_seminar",
    "date_precision": "day",
    "starts_on": "2031-05-02",
    "zone": "Europe/Paris",
    "modality": "in_person",
    "marking": "1",
    "place_0_town": "Lyon",
}


def test_the_form_of_an_event_names_every_nation_once_and_stays_small(client_as, office):
    """Six lists of all nations made it 162 KiB; one list of suggestions serves every box."""
    event = make_event(["FR"])
    planner = client_as("planner")
    for address in ("/events/new", f"/events/{event.id}/edit", "/events/quick"):
        page = planner.get(address).html
        assert page.count('value="Mongolia"') == 1, address
        assert len(page.encode()) <= 60 * 1024, address
        assert page.count('list="nations"') >= 3, address


@pytest.mark.parametrize("word", ["France", "FR", "fra", "Frankreich"])
def test_a_nation_is_typed_into_a_box_of_the_form_by_any_name(client_as, office, word):
    planner = client_as("planner")
    named = {"host_code": word, "place_0_nation": word}
    body = PLANNED | named | {"partner_codes": ["ID", f"{word}, Holland"]}
    assert planner.post("/events/new", body).status == 303
    event = db.session.scalars(select(Event)).one()
    assert (event.host_code, event.places[0].nation_code) == ("FR", "FR")
    assert sorted(row.nation_code for row in event.partners) == ["FR", "ID", "NL"]
    edit = planner.get(f"/events/{event.id}/edit").html
    assert edit.partition('name="host_code"')[2].startswith(' type="text" value="France"')
    assert edit.partition('name="partner_codes" value="NL"')[2].startswith(" checked")


def test_a_nation_that_is_none_stays_in_its_box(client_as, office):
    wrong = {"host_code": "Nimmerland", "partner_codes": ["ID", "Holland, Atlantis"]}
    page = client_as("planner").post("/events/new", PLANNED | wrong)
    assert page.status == 422
    assert page.html.partition('name="host_code"')[2].startswith(' type="text" value="Nimmerland"')
    assert 'name="partner_codes" value="Holland, Atlantis"' in page.html
    assert "checked" in page.html.partition('name="partner_codes" value="ID"')[2][:40]
