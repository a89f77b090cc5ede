"""The answer to “Is this the same person?” as a form sends it."""

import re
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from planner.shapes.same_person import UNASKED, SamePerson
from planner.text.reading import LARGEST

MEANING = re.compile(r"is-([0-9]{1,10})|apart((?:-[0-9]{1,10})+)")


def value_of(answer: SamePerson) -> str:
    """Return an answer as the value of a radio button."""
    if answer.same_as:
        return f"is-{answer.same_as}"
    return "-".join(["apart", *map(str, sorted(answer.apart))]) if answer.apart else ""


class AnswerField(Field):
    """Which person on record was meant, or that all those asked about are others."""

    def process_data(self, _value: Any) -> None:
        """Start without an answer."""
        self.data, self.is_readable = UNASKED, True

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what the radio button says; nothing chosen is no answer."""
        text = (valuelist or [""])[-1]
        found = MEANING.fullmatch(text)
        keys = [int(key) for key in re.findall("[0-9]+", text)] if found else []
        self.is_readable = not text or (found is not None and max(keys) <= LARGEST)
        if found and self.is_readable:
            self.data = (
                SamePerson(same_as=keys[0]) if found[1] else SamePerson(apart=frozenset(keys))
            )

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is no answer."""
        if not self.is_readable:
            raise StopValidation(_("Choose one of the answers."))
