"""One check for likely doubles behind every way of adding a person; it lets both stand."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.participants.double_queries import PersonAlike, Typed, people_alike
from planner.participants.models import Person, TwoPeople
from planner.shapes.same_person import SamePerson
from planner.viewers import Viewer


class MayBeTheSame(RuleBroken):
    """Somebody on record may be the person typed, and nobody has said yet."""


def others_than(
    typed: Typed, answer: SamePerson, *, but: int | None = None, apart: Iterable[int] = ()
) -> list[Person]:
    """Return the people on record who are like what was typed and were said to be others.

    Raises MayBeTheSame when the answer leaves one of them open.
    """
    alike = people_alike(typed, but=but, apart=apart)
    if still_open := [one for one in alike if one.person.id not in answer.apart]:
        raise MayBeTheSame(sentence(typed.name, still_open))
    return [one.person for one in alike]


def sentence(name: str, alike: list[PersonAlike]) -> str:
    """Return the question in one sentence."""
    words: str = _(
        "“%(name)s” may be on record already: %(others)s. Say below whether this is the same "
        "person. Nothing was saved yet.",
        name=name.strip(),
        others=", ".join(one.person.full_name for one in alike[:3]),
    )
    return words


def keep_apart(person: Person, others: Iterable[Person], *, viewer: Viewer, now: datetime) -> None:
    """Record that a person and others are two people each, so that nobody is asked again."""
    for other in others:
        first, second = sorted((person.id, other.id))
        db.session.add(
            TwoPeople(first_id=first, second_id=second, said_by_id=viewer.user_id, said_at=now)
        )


def the_one_meant(answer: SamePerson) -> Person:
    """Return the person on record that the reader chose."""
    person = db.session.get(Person, answer.same_as or 0)
    if person is None:
        raise RuleBroken(_("The person you chose is not on record any more. Choose again."))
    return person
