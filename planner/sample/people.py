"""Invented people, plainly so: each is marked as a sample person."""

from planner.choices import RetentionClass
from planner.db import db
from planner.participants.models import Person
from planner.sample.office import Office

GIVEN = ("Alex", "Robin", "Kim", "Sasha", "Noor", "Jo", "Ariel", "Dana", "Jamie", "Lee")
FAMILY = ("Sample", "Example", "Specimen", "Muster", "Exemple", "Contoh", "Ejemplo", "Voorbeeld")
RANKS = ("Colonel", "Commander", "Major", "Captain", "Lieutenant Colonel", "Wing Commander")
SERVICES = ("Army", "Navy", "Air Force")
POSTS = ("Liaison officer", "Head of staff talks", "Exercise planner", "Cultural adviser")


def invent_people(office: Office, partners: list[str]) -> dict[str, list[Person]]:
    """Make two sample people for each partner and three of the own side."""
    people: dict[str, list[Person]] = {}
    number = 0
    for code in [office.nation, *partners]:
        people[code] = []
        for _ in range(3 if code == office.nation else 2):
            people[code].append(sample_person(office, code, number))
            number += 1
    for row in people.values():
        db.session.add_all(row)
    return people


def sample_person(office: Office, code: str, number: int) -> Person:
    """Return the sample person of a number; no two share a name."""
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[(number // len(GIVEN) + number) % len(FAMILY)]}"
    return Person(
        rank=RANKS[number % len(RANKS)],
        name=name,
        name_key=name.lower(),
        armed_service=SERVICES[number % len(SERVICES)],
        nation_code=code,
        post=f"{POSTS[number % len(POSTS)]} (sample person)",
        languages="English",
        email=f"sample.person{number}@rapport.example",
        purpose="Demonstration; this person does not exist",
        retention=RetentionClass.CONTACT,
        is_sample=True,
        created_at=office.now,
        created_by_id=office.planner.id,
    )
