"""Fields that refuse what is not offered, instead of leaving it out in silence."""

from collections.abc import Iterable, Iterator

from flask_babel import ngettext
from wtforms import Form, SelectField, SelectMultipleField
from wtforms.validators import StopValidation

NAMED = 5
LONGEST = 40


def named(values: Iterable[object]) -> str:
    """Return values as a sentence names them: the first few, each cut to a readable length."""
    texts = [str(value)[:LONGEST] for value in values]
    more = ["…"] if len(texts) > NAMED else []
    return ", ".join([*texts[:NAMED], *more])


def not_among(values: list[object]) -> str:
    """Return the sentence on values that are not offered."""
    return str(
        ngettext(
            "“%(values)s” is not among the choices. Check it, or leave it out.",
            "“%(values)s” are not among the choices. Check them, or leave them out.",
            len(values),
            values=named(values),
        )
    )


class OneChoiceField(SelectField):
    """One of what is offered, or none; whatever else is sent is refused by its name."""

    def pre_validate(self, _form: Form) -> None:
        """Name what was sent and is not offered."""
        offered = {choice.value for choice in self._iter_choices_normalized()}
        if self.data not in offered and self.data not in {None, ""}:
            raise StopValidation(not_among([self.data]))


class ChoicesField(SelectMultipleField):
    """Several of what is offered; whatever else is sent is refused by its name."""

    unread: tuple[str, ...] = ()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the values that can be read; keep the others to name them."""
        self.data, unread = [], []
        for value in valuelist:
            try:
                self.data.append(self.coerce(value))
            except (ValueError, TypeError):
                unread.append(value)
        self.unread = tuple(unread)

    def pre_validate(self, form: Form) -> None:
        """Name what was sent and is not offered."""
        unknown = [*self.unread, *(self.not_offered() if self.validate_choice else ())]
        if unknown:
            raise StopValidation(not_among(unknown))

    def not_offered(self) -> Iterator[object]:
        """Give what was chosen and is not offered, each once and in the order sent."""
        offered = {self.coerce(choice.value) for choice in self._iter_choices_normalized()}
        for value in dict.fromkeys(self.data or ()):
            if value not in offered:
                yield value
