"""What stands behind numbers of people: those on record, and those met, by rank."""

from collections.abc import Iterator
from datetime import date

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Attendance, Event
from planner.participants.columns import rank
from planner.participants.models import Person
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.meetings import OWN, people_met
from planner.reports.measures.ranks import NO_RANK
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Sentence
from planner.web.nationnames import nation_name


@behind("people-known", _l("People on record"), "see_people", is_dated=False)
def people_known(scope: Scope) -> Iterator[RowBehind]:
    """Give the people of the chosen partners, or of all of them, by name."""
    statement = select(Person).where(Person.nation_code.not_in(OWN))
    if scope.nation_codes:
        statement = statement.where(Person.nation_code.in_(scope.nation_codes))
    rows = db.session.scalars(statement.order_by(Person.name_key, Person.id))
    return (row_of_person(one) for one in rows)


@behind("people-met", _l("People who attended executed events of the period"), "see_people")
def people_who_came(scope: Scope) -> Iterator[RowBehind]:
    """Give the people met, each once, with the last day on which they were."""
    last = func.max(Event.actual_ends_on)
    statement = (
        select(Person, last, func.max(Event.marking))
        .join_from(Attendance, Person, Attendance.person_id == Person.id)
        .join(Attendance.event)
        .where(*people_met(scope))
        .group_by(Person.id)
        .order_by(last.desc(), Person.name_key, Person.id)
    )
    for person, day, marking in db.session.execute(statement):
        yield row_of_person(person, day, Marking(marking))


def row_of_person(
    person: Person, day: date | None = None, marking: Marking = Marking.PUBLIC
) -> RowBehind:
    """Return a row that leads to a person; a record of somebody is OFFICIAL at least."""
    words = Sentence(
        "%(rank)s, %(nation)s" if rank(person, None) else "%(nation)s",
        {
            "rank": rank(person, None),
            "nation": nation_name(person.nation_code),
        },
    )
    return RowBehind(
        person.name,
        url_for("people.show", person_id=person.id),
        words,
        day,
        marking=max(marking, Marking.OFFICIAL),
        part=person.rank_code or NO_RANK,
    )
