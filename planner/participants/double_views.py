"""What a page shows when somebody on record may be the person typed."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.participants.double_forms import value_of
from planner.participants.double_queries import PersonAlike, Typed, people_alike
from planner.participants.meeting_queries import MetWhere, meetings
from planner.shapes.same_person import SamePerson
from planner.web.markings import note_markings

SHOWN = 8
BY: dict[str, Any] = {
    "email": _l("the same e-mail address"),
    "native": _l("the same name in native script"),
    "name": _l("the same name"),
    "part": _l("a similar name"),
}
"""By what somebody is like the person typed."""


@dataclass(frozen=True)
class Question:
    """Who may be meant, where they were met, and the answer given so far."""

    field: Any
    alike: list[PersonAlike]
    met: dict[int, MetWhere]
    may_choose: bool = True
    """Whether the person on record can be taken instead; a record that is edited is its own."""

    @property
    def shown(self) -> list[PersonAlike]:
        """Return those that there is room for."""
        return self.alike[:SHOWN]

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return len(self.alike) - len(self.shown)

    @property
    def given(self) -> str:
        """Return the answer given; one about other people than these is none."""
        answer: SamePerson = self.field.data
        keys = {one.person.id for one in self.alike}
        stands = answer.same_as in keys or (answer.apart and answer.apart >= keys)
        return (value_of(answer) if answer.same_as else self.apart) if stands else ""

    @property
    def apart(self) -> str:
        """Return the value that says that all of them are others."""
        return value_of(SamePerson(apart=frozenset(one.person.id for one in self.alike)))

    def by(self, one: PersonAlike) -> Any:
        """Return by what one of them is like the person typed."""
        return BY[one.by]


def question_about(typed: Typed, field: Any, person: Any = None) -> Question | None:
    """Return the question about somebody typed, or about an edited record; None without doubles."""
    if not (typed.name.strip() and typed.nation_code):
        return None
    alike = people_alike(typed, but=person.id if person else None)
    if not alike:
        return None
    met = meetings([one.person.id for one in alike[:SHOWN]])
    note_markings(event for found in met.values() for event in found.events)
    return Question(field, alike, met, may_choose=person is None)
