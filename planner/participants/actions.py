"""What the office does with people’s records: added, corrected (DOMAIN 3)."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.participants.double_queries import Typed
from planner.participants.doubles import keep_apart, others_than, the_one_meant
from planner.participants.models import Person
from planner.participants.names import name_key
from planner.participants.record_checks import check_consent, check_organisation, check_scope
from planner.shapes.person import WrittenPerson
from planner.shapes.writing import fill
from planner.terms.models import ArmedService, Rank
from planner.terms.queries import code_meant
from planner.viewers import Viewer

TAKEN_OVER = (
    "rank",
    "name_native",
    "armed_service",
    "organisation_id",
    "post",
    "languages",
    "email",
    "phone",
    "tour_ends_on",
)
"""What somebody typed of a person on record fills in where the record has nothing."""


def add_person(
    written: WrittenPerson,
    *,
    viewer: Viewer,
    now: datetime,
    apart: Iterable[int] = (),
    is_sample: bool = False,
) -> Person:
    """Add a person, or return the one on record who was meant, with blanks filled in.

    Raises MayBeTheSame for a likely double that the answer leaves open. `apart` are people
    known to be others, such as those typed into the same form. `is_sample`
    marks the invented people of a demonstration.
    """
    check_scope(viewer, written.nation_code)
    if written.answer.same_as:
        return fill_blanks(the_one_meant(written.answer), written, viewer)
    others = others_than(typed_of(written), written.answer, apart=apart)
    person = Person(created_at=now, created_by_id=viewer.user_id, is_sample=is_sample)
    person.purpose = _("Takes part in events")
    write_person(person, written, viewer=viewer)
    keep_apart(person, others, viewer=viewer, now=now)
    return person


def typed_of(written: WrittenPerson, person: Person | None = None) -> Typed:
    """Return what tells who a person is; what is left out is as on record."""
    known = written if person is None else person
    given = written.given()
    native = given.get("name_native", known.name_native)
    return Typed(written.name, written.nation_code, native, given.get("email", known.email))


def edit_person(person: Person, written: WrittenPerson, *, viewer: Viewer, now: datetime) -> Person:
    """Change a person's record within the viewer's nations.

    Raises MayBeTheSame when a new name, nation or address makes it like another record.
    """
    check_scope(viewer, written.nation_code)
    typed = typed_of(written, person)
    is_renamed = typed != Typed.of(person)
    others = others_than(typed, written.answer, but=person.id) if is_renamed else []
    write_person(person, written, viewer=viewer)
    keep_apart(person, others, viewer=viewer, now=now)
    return person


def write_person(person: Person, written: WrittenPerson, *, viewer: Viewer) -> Person:
    """Write what was typed into a record, new or old."""
    check_scope(viewer, written.nation_code)
    check_organisation(written.organisation_id, written.nation_code)
    check_consent(written, person)
    fill(person, written, but={"answer"})
    person.name_key = name_key(written.name)
    person.organisation_id = written.organisation_id
    note_rows_named(person)
    db.session.add(person)
    db.session.flush()
    return person


def fill_blanks(person: Person, written: WrittenPerson, viewer: Viewer) -> Person:
    """Fill what a record lacks with what was typed; what it has already stays."""
    check_scope(viewer, person.nation_code)
    blanks = {
        name: value
        for name in TAKEN_OVER
        if (value := getattr(written, name)) and not getattr(person, name)
    }
    if organisation_id := blanks.get("organisation_id"):
        check_organisation(organisation_id, person.nation_code)
    for name, value in blanks.items():
        setattr(person, name, value)
    note_rows_named(person)
    return person


def note_rows_named(person: Person) -> None:
    """Note which rank and which service the words of a record name, where a row has the name."""
    person.rank_code = code_meant(Rank, person.rank or "", person.rank_code)
    service = person.armed_service or ""
    person.armed_service_code = code_meant(ArmedService, service, person.armed_service_code)
