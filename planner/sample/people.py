"""Invented people, plainly so: each is marked as a sample person."""

from planner.choices import OrganisationKind, RetentionClass
from planner.db import db
from planner.participants.actions import add_person
from planner.participants.models import Person
from planner.partners.models import Organisation
from planner.partners.organisation_actions import add_organisation
from planner.sample.office import SampleOffice
from planner.shapes.organisation import WrittenOrganisation
from planner.shapes.person import WrittenPerson

GIVEN = ("Alex", "Robin", "Kim", "Sasha", "Noor", "Jo", "Ariel", "Dana", "Jamie", "Lee")
FAMILY = ("Sample", "Example", "Specimen", "Muster", "Exemple", "Contoh", "Ejemplo", "Voorbeeld")
RANKS = (
    *("Colonel", "Commander", "Major"),
    *("Captain", "Lieutenant Commander", "Lieutenant Colonel"),
)
"""In the order of `SERVICES`, twice: each rank is one of its service."""
SERVICES = ("Army", "Navy", "Air Force")
POSTS = ("Liaison officer", "Head of staff talks", "Exercise planner", "Cultural adviser")


def invent_people(office: SampleOffice, partners: list[str]) -> dict[str, list[Person]]:
    """Make two sample people for each partner and three of the own side, each in a ministry."""
    people: dict[str, list[Person]] = {}
    number = 0
    for code in [office.nation, *partners]:
        ministry = sample_ministry(office, code)
        people[code] = []
        for _ in range(3 if code == office.nation else 2):
            people[code].append(sample_person(office, code, number, ministry))
            number += 1
    db.session.flush()
    return people


def sample_ministry(office: SampleOffice, code: str) -> Organisation:
    """Return the sample ministry of a nation, and keep its key for promises made to it."""
    written = WrittenOrganisation(
        name=f"Ministry of Defence of {office.name_of(code)} (sample)",
        kind=OrganisationKind.MINISTRY,
        nation_code=code,
        note="Invented for the demonstration.",
    )
    ministry = add_organisation(written, viewer=office.planner.as_viewer)
    office.ministries[code] = ministry.id
    return ministry


def sample_person(office: SampleOffice, code: str, number: int, ministry: Organisation) -> Person:
    """Return the sample person of a number; no two share a name."""
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[(number // len(GIVEN) + number) % len(FAMILY)]}"
    written = WrittenPerson(
        rank=RANKS[number % len(RANKS)],
        name=name,
        armed_service=SERVICES[number % len(SERVICES)],
        nation_code=code,
        organisation_id=ministry.id,
        post=f"{POSTS[number % len(POSTS)]} (sample person)",
        languages="English",
        email=f"sample.person{number}@rapport.example",
        purpose="Demonstration; this person does not exist",
        retention=RetentionClass.CONTACT,
    )
    return add_person(written, viewer=office.planner.as_viewer, now=office.now, is_sample=True)
