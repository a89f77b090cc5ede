"""What a reader chooses of a report; the choices live in the URL."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from planner.choices import NO_NATION
from planner.kinds.models import EventKind
from planner.kinds.queries import kind_names
from planner.reports.periods import FREE
from planner.terms.fields import term_choices
from planner.text.reading import row_id
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField, OneChoiceField
from planner.web.forms import FilterForm
from planner.web.nation_fields import NationTicksField

ACROSS = {"nation": _l("Partner nation"), "quarter": _l("Quarter"), "kind": _l("Kind of event")}
ROWS = {"objective": _l("Objective"), "line": _l("Line of effort")}
SHOWN = {
    "executed-required": _l("executed / required"),
    "planned-required": _l("planned / required"),
    "executed-planned": _l("executed / planned"),
    "backed-executed": _l("outcome-backed / executed"),
    "gap": _l("gap"),
    "residual": _l("residual gap"),
}


def choices_of(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return value to label as a field wants them; labels may be lazy."""
    return [SelectChoice(value=value, label=label) for value, label in labels.items()]


class PeriodChoiceForm(FilterForm):
    """A year or a part of one, a plan's time, or free days."""

    period = SelectField(_l("Period"), validate_choice=False)
    since = DayField(_l("From"), [Optional()], name="from", description=_l("For free days"))
    until = DayField(_l("To"), [Optional()], name="to")


class PeriodForm(PeriodChoiceForm):
    """A period, and which plan, partners and kinds; as of which day."""

    aim = OneChoiceField(_l("Aim"))
    plan = OneChoiceField(_l("Plan"))
    line = ChoicesField(_l("Line of effort"), coerce=row_id)
    objective = ChoicesField(_l("Objective"), coerce=row_id)
    nation = NationTicksField(_l("Partner nation"), beside=(NO_NATION,))
    desk = OneChoiceField(_l("Desk"))

    def offer(self, **choices: Any) -> None:
        """Hand in what may be chosen, by field name."""
        for name, offered in choices.items():
            self[name].choices = choices_of(offered)


class CoverageForm(PeriodForm):
    """How the matrix is laid out."""

    kind = ChoicesField(_l("Kind of event"))
    rows = OneChoiceField(_l("Rows"), choices=choices_of(ROWS), default="objective")
    across = OneChoiceField(_l("Columns"), choices=choices_of(ACROSS), default="nation")
    cells = OneChoiceField(_l("In each cell"), choices=choices_of(SHOWN), default=next(iter(SHOWN)))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = term_choices(EventKind, kind_names())


class PastForm(PeriodForm):
    """A period of a report that can be asked for as it was known on a past day."""

    as_of = DayField(
        _l("As of"),
        [Optional()],
        name="as-of",
        description=_l("A past day; the report is told as it was known at its end"),
    )


class PastCoverageForm(CoverageForm, PastForm):
    """The matrix, today or on a past day."""


ENDS = {
    "": _l("Not shown"),
    "quarter": _l("At the ends of quarters"),
    "month": _l("At the ends of months"),
}


class ScorecardForm(PastForm):
    """A period, today or on a past day, and how often the lights of before are told."""

    lights = OneChoiceField(_l("History of the lights"), choices=choices_of(ENDS))


class OverviewForm(PastForm):
    """A period, and the day since which a reader wants to know what is new."""

    last_look = DayField(_l("New since"), [Optional()], name="new-since")


class OwnedForm(PeriodForm):
    """A period, and whose events."""

    owner = OneChoiceField(_l("Owner of the event"))


class BehindForm(CoverageForm):
    """Whatever a report asks for, of the rows behind one of its numbers."""

    owner = OneChoiceField(_l("Owner of the event"))
    part = HiddenField()
    """One part of the rows alone, where they have parts: a rank, a tier."""


def free_choice() -> dict[str, Any]:
    """Return the choice of days of one's own."""
    return {FREE: _l("Days of your own")}
