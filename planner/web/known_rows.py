"""Rows of a form that are not there any more are refused, so that nothing typed is lost."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from planner.web.fields import named


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
