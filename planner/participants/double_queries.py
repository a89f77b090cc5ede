"""Who may be on record already: asked before any way of adding a person saves one.

Narrowed, as every question, to the people that the viewer may see: of others it tells nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.participants.models import Person, TwoPeople
from planner.participants.names import is_one_name, is_similar, name_key

ROW = (Person.id, Person.nation_code, Person.name, Person.name_native, Person.email)


@dataclass(frozen=True)
class Typed:
    """What was typed of a person, as far as it tells who they are."""

    name: str
    nation_code: str
    name_native: str = ""
    email: str = ""

    @classmethod
    def of(cls, person: Person) -> "Typed":
        """Return the same of a person on record."""
        return cls(person.name, person.nation_code, person.name_native, person.email)

    @property
    def native(self) -> list[str]:
        """Return the name in native script, wherever it was typed."""
        return [name for name in (self.name_native, self.name) if name and not is_latin(name)]


@dataclass(frozen=True)
class PersonAlike:
    """A person on record who may be the one typed, and by what: e-mail, native name or name."""

    person: Person
    by: str


def is_latin(name: str) -> bool:
    """Say whether a name is written in the letters of the Latin script."""
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in name)


def alike_by(typed: Typed, row: Any) -> str:
    """Return by what a row is like what was typed; empty when it is not.

    An e-mail address or a native name is the person's in whatever nation they stand; a name
    that is merely similar counts within the nation.
    """
    if typed.email and typed.email.strip().lower() == row.email.strip().lower():
        return "email"
    theirs = [name for name in (row.name_native, row.name) if name]
    if any(is_one_name(one, other) for one in typed.native for other in theirs):
        return "native"
    if typed.nation_code != row.nation_code:
        return ""
    mine = [name for name in (typed.name, typed.name_native) if name]
    if any(is_one_name(one, other) for one in mine for other in theirs):
        return "name"
    return "part" if any(is_similar(one, other) for one in mine for other in theirs) else ""


LIKELY = ("email", "native", "name", "part")


def worth_a_look(typed: Typed) -> ColumnElement[bool]:
    """Return the condition on people who can be like what was typed at all."""
    conditions = [Person.nation_code == typed.nation_code]
    if typed.email.strip():
        conditions.append(func.lower(Person.email) == typed.email.strip().lower())
    if typed.native:
        conditions.append(Person.name_native != "")
        conditions += [holds_words_of(name) for name in typed.native]
    return or_(*conditions)


def holds_words_of(name: str) -> ColumnElement[bool]:
    """Return the condition that a name holds all words of another."""
    words = name_key(name).split()
    return and_(true(), *(Person.name_key.contains(word, autoescape=True) for word in words))


def people_alike(
    typed: Typed, *, but: int | None = None, apart: Iterable[int] = ()
) -> list[PersonAlike]:
    """Return the people who may be the one typed, the likeliest first.

    Left out are the person `but` themselves, whoever is known to be another, and `apart`.
    """
    left_out = {*apart, *([but, *known_others(but)] if but else [])}
    found = {
        row.id: by
        for row in db.session.execute(select(*ROW).where(worth_a_look(typed)))
        if row.id not in left_out and (by := alike_by(typed, row))
    }
    statement = select(Person).options(joinedload(Person.organisation))
    people = db.session.scalars(statement.where(Person.id.in_(found))) if found else ()
    rows = [PersonAlike(person, found[person.id]) for person in people]
    return sorted(rows, key=lambda one: (LIKELY.index(one.by), one.person.name_key, one.person.id))


def known_others(person_id: int) -> set[int]:
    """Return the people of whom somebody said that they are not this person."""
    pairs = db.session.execute(
        select(TwoPeople.first_id, TwoPeople.second_id).where(
            or_(TwoPeople.first_id == person_id, TwoPeople.second_id == person_id)
        )
    )
    return {key for pair in pairs for key in pair} - {person_id}
