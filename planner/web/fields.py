"""Fields and rows that refuse what is not offered, instead of leaving it out in silence."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
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


def no_row(names: Iterable[str]) -> str:
    """Return the sentence about rows that a form does not have, or not any more."""
    return str(
        _(
            "There is no row for “%(names)s” any more, so nothing was saved. "
            "Look at the page again, then save.",
            names=named(sorted(names)),
        )
    )


class KnownRows:
    """For a form with a row of fields for each thing: a row that is not there is refused.

    Somebody may have taken the thing away since the page was shown; what was typed beside it
    must not be lost without a word.
    """

    @abstractmethod
    def row_of(self, name: str) -> str | None:
        """Return what the row of a field is about; None for a field that is in no such row."""

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Fill the fields, and remember which were sent."""
        super().process(formdata, *args, **kwargs)  # type: ignore[misc]
        sent = self.meta.wrap_formdata(self, formdata)  # type: ignore[attr-defined]
        self.sent = {} if sent is None else {name: sent.getlist(name) for name in sent}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that something typed has its row."""
        is_valid = bool(super().validate(extra_validators))  # type: ignore[misc]
        lost = {
            row
            for name, values in self.sent.items()
            if name not in self and any(values) and (row := self.row_of(name))  # type: ignore[operator]
        }
        if lost:
            self.form_errors.append(no_row(lost))  # type: ignore[attr-defined]
        return is_valid and not lost
