"""Forms for what is kept beside an event's plan."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import Optional

from planner.choices import (
    CoordinationParty,
    Marking,
    PartnerRole,
)
from planner.events.models import Event
from planner.events.plan.fields import (
    amount,
    currency_field,
    long_text,
    optional_day,
    options,
    stripped,
    whole_number,
)
from planner.events.plan.money import has_currency
from planner.shapes.event_record import (
    ActualFigures,
    EventComment,
    FoundRisk,
    NationPart,
    NationParts,
    NewAgreement,
    NewMarking,
)
from planner.terms.fields import TermField
from planner.terms.models import RiskCategory
from planner.text.reading import marking, whole
from planner.web.day_fields import DayField
from planner.web.fields import KnownRows
from planner.web.forms import PlannerForm, VersionedForm
from planner.web.nation_fields import NationTicksField
from planner.web.number_fields import NumberField
from planner.web.shaped import limits

LEVELS = options({level: str(level) for level in range(1, 6)})


class RowsForm(KnownRows, VersionedForm):
    """A table of rows, each with its own few fields; its shape has them as `rows`."""

    key_name = "key"
    """What a row of the shape calls its key."""
    parts: tuple[str, ...] = ()
    keys: tuple[Any, ...] = ()

    @property
    def rows(self) -> list[tuple[Any, dict[str, Any]]]:
        """Return each row's key and its fields by part."""
        return [(key, {part: self[f"{part}_{key}"] for part in self.parts}) for key in self.keys]

    def row_of(self, name: str) -> str | None:
        """Return the key of the row that a field belongs to."""
        return next((name[len(p) + 1 :] for p in self.parts if name.startswith(f"{p}_")), None)

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed, by row."""
        return {
            "rows": [
                {self.key_name: key} | {part: field.data for part, field in fields.items()}
                for key, fields in self.rows
            ]
        }

    def field_at(self, path: str) -> Any:
        """Return the field of a row's part."""
        part, number, name = (*path.split("."), "", "")[:3]
        key = self.keys[int(number)] if part == "rows" and number else ""
        return super().field_at(f"{name}_{key}")


def nations_form(event: Event) -> type[RowsForm]:
    """Return the form class for the nations' roles and headcounts."""
    codes = tuple(row.nation_code for row in event.partners)
    fields: dict[str, Any] = {
        "shape": NationParts,
        "key_name": "nation_code",
        "parts": ("role", "headcount_planned", "headcount_actual"),
        "keys": codes,
    }
    for code in codes:
        fields[f"role_{code}"] = SelectField(
            _l("Part"), choices=options(PartnerRole.choices()), coerce=PartnerRole
        )
        fields[f"headcount_planned_{code}"] = headcount("headcount_planned", _l("Planned"))
        fields[f"headcount_actual_{code}"] = headcount("headcount_actual", _l("Came"))
    return type("NationsForm", (RowsForm,), fields)


def headcount(name: str, label: Any) -> NumberField:
    """Return the field for a headcount of one nation."""
    return NumberField(label, [Optional(), *limits(NationPart, name)])


def nations_data(event: Event, proposed: Mapping[str, PartnerRole]) -> dict[str, Any]:
    """Return the stored roles and headcounts as form data; a proposed role in place of its own."""
    data: dict[str, Any] = {"version": event.version}
    for row in event.partners:
        for part in ("role", "headcount_planned", "headcount_actual"):
            data[f"{part}_{row.nation_code}"] = getattr(row, part)
        data[f"role_{row.nation_code}"] = proposed.get(row.nation_code, row.role)
    return data


class ActualsForm(VersionedForm):
    """When it really was, how many came, what it cost."""

    shape = ActualFigures

    actual_starts_on = optional_day(_l("Actual first day"))
    actual_ends_on = optional_day(_l("Actual last day"))
    participants_actual = whole_number(
        _l("How many took part"),
        _l("Leave empty when headcounts by nation or ticked names say it."),
    )
    actual_cost = amount(_l("Actual cost"))
    currency = currency_field()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that a cost has its currency."""
        is_valid = bool(super().validate(extra_validators))
        return has_currency(self.actual_cost, self.currency) and is_valid


class MarkingForm(VersionedForm):
    """How an event is marked, up to the writer's own ceiling."""

    shape = NewMarking

    marking = SelectField(_l("Marking"), coerce=marking)

    def __init__(self, *args: Any, ceiling: Marking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        markings = Marking.choices().items()
        self.marking.choices = options({c: label for c, label in markings if int(c) <= ceiling})


class CommentForm(PlannerForm):
    """What somebody has to say about an event."""

    shape = EventComment

    comment = TextAreaField(_l("Comment"), filters=[stripped], render_kw={"rows": 4})


class RiskForm(PlannerForm):
    """One risk."""

    shape = FoundRisk

    category = TermField(_l("Risk"), RiskCategory)
    likelihood = RadioField(_l("Likelihood, 1 to 5"), choices=LEVELS, default="2", coerce=whole)
    impact = RadioField(_l("Impact, 1 to 5"), choices=LEVELS, default="2", coerce=whole)
    mitigation = long_text(_l("What is done about it"))


class AgreementForm(PlannerForm):
    """Coordination entries: one party, or several nations at once."""

    shape = NewAgreement

    party = SelectField(_l("Who agreed"), choices=options(CoordinationParty.choices()))
    nation_codes = NationTicksField(
        _l("Partner nations that agreed"),
        description=_l("Tick every nation that this entry is about: each keeps its own."),
    )
    agreed_on = DayField(_l("Day"))
    note = long_text(_l("Note"), _l("Who, in which letter or talk."))

    def __init__(self, *args: Any, nations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_codes.choices = options(nations)
