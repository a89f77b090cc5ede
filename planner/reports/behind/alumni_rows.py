"""What stands behind numbers of alumni: the people, by institution, year or rank."""

from collections.abc import Callable, Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from planner.db import db
from planner.participants.models import Person
from planner.reports.behind.people_rows import row_of_person
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.alumni import Alumnus, alumni_of
from planner.reports.measures.scope import Scope

PARTS: dict[str, Callable[[Alumnus], str]] = {
    "nation": lambda one: one.nation_code,
    "institution": lambda one: one.institution,
    "year": lambda one: one.year,
    "rank": lambda one: one.rank_code,
}
"""What alumni are counted by, by the name of their rows (`of=alumni-by-year`)."""


def rows_by(name: str, part: Callable[[Alumnus], str]) -> None:
    """Register the alumni of a scope, each with the part that it falls into."""

    @behind(f"alumni-by-{name}", _l("Alumni, with the day on which they graduated"), "see_people")
    def alumni(scope: Scope) -> Iterator[RowBehind]:
        return rows(alumni_of(scope), part)

    @behind(f"alumni-met-by-{name}", _l("Alumni who came to an event again"), "see_people")
    def met_again(scope: Scope) -> Iterator[RowBehind]:
        return rows([one for one in alumni_of(scope) if is_met_again(one)], part)


def is_met_again(one: Alumnus) -> bool:
    """Say whether somebody who graduated more than a year ago came to an event since."""
    return one.is_since_long and one.was_met


def rows(found: list[Alumnus], part: Callable[[Alumnus], str]) -> Iterator[RowBehind]:
    """Give alumni by name, each leading to the person."""
    by_key = {one.person_id: one for one in found}
    people = select(Person).where(Person.id.in_(by_key)).order_by(Person.name_key, Person.id)
    for person in db.session.scalars(people):
        one = by_key[person.id]
        row = row_of_person(person, one.ended_on)
        yield RowBehind(row.text, row.href, row.detail, row.on, None, row.marking, part(one))


for one_name, one_part in PARTS.items():
    rows_by(one_name, one_part)
