"""Papers of a person go when the record is erased, and the history forgets their names."""

from planner.attachments.models import Attachment
from planner.attachments.queries import hanging_on, history_entries_of_person, put_aside_of_person
from planner.db import db
from planner.history.actions import without_history
from planner.participants.forgetting import forget_history_entries, forgets
from planner.participants.models import Person


@forgets
def forget_papers(person: Person) -> None:
    """Delete the attachments of a person for good; the next sweep takes their octets."""
    with without_history(db.session):
        for attachment in hanging_on(db.session(), "person_id", person.id):
            db.session.delete(attachment)
        for kept in put_aside_of_person(person.id):
            db.session.delete(kept)
    forget_history_entries(Attachment.__tablename__, history_entries_of_person(person.id))
