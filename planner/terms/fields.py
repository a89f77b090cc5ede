"""A form's field for a row of a reference table."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.utils import unset_value

from planner.terms.grouping import by_group, group_of
from planner.terms.models import Term
from planner.terms.queries import offered
from planner.web.fields import ChoicesField


def code_or_none(value: Any) -> str | None:
    """Return the chosen code; None when nothing is chosen."""
    return str(value) if value not in (None, "", "None") else None


def term_choices(kind: type[Term], names: Mapping[str, str]) -> list[SelectChoice]:
    """Return code to name of rows as a field offers them, in the groups that their table has."""
    return [
        SelectChoice(code, name, optgroup=group_of(kind, code))
        for code, name in by_group(kind, names).items()
    ]


class TermField(SelectField):
    """One row of a list: those on offer, and the one that the row at hand has already.

    `nothing` are the words for no choice; without them a row has to be chosen.
    """

    def __init__(self, label: Any, kind: type[Term], nothing: Any = None, **more: Any) -> None:
        super().__init__(label, coerce=code_or_none, **more)
        self.kind, self.nothing = kind, nothing

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Ask for what is on offer, then take the choice."""
        had = () if data is unset_value or not data else (str(data),)
        none = [] if self.nothing is None else [SelectChoice("", self.nothing)]
        self.choices = [*none, *term_choices(self.kind, offered(self.kind, *had))]
        super().process(formdata, data, extra_filters)


class TermsField(ChoicesField):
    """Several rows of a list: those on offer, and those that the row at hand has already."""

    def __init__(self, label: Any, kind: type[Term], **more: Any) -> None:
        super().__init__(label, choices=[], **more)
        self.kind = kind

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Ask for what is on offer, then take the choice."""
        had = () if data is unset_value or not data else data
        self.choices = term_choices(self.kind, offered(self.kind, *had))
        super().process(formdata, data, extra_filters)


class SuggestField(StringField):
    """A line of text for which the rows of a list are suggested; other words may be typed."""

    def __init__(self, label: Any, kind: type[Term], *more: Any, **kwargs: Any) -> None:
        super().__init__(label, *more, **kwargs)
        self.kind = kind

    @property
    def suggestions(self) -> list[str]:
        """Return the names of the rows on offer."""
        return list(offered(self.kind).values())
