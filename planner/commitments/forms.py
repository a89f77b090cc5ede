"""The form of a commitment."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from planner.choices import CommitmentState, Marking, PromisedBy
from planner.outcomes.forms import REACH, labelled, stripped
from planner.partners.fields import options
from planner.shapes.commitment import WrittenCommitment
from planner.text.reading import marking, row_id_or_none
from planner.web.day_fields import DayField
from planner.web.nation_fields import NationSelectField
from planner.web.versioned_forms import VersionedForm

Names = Mapping[Any, str]


class CommitmentForm(VersionedForm):
    """What was promised between a partner and us."""

    shape = WrittenCommitment

    promised_by = SelectField(
        _l("Who promised"), choices=labelled(PromisedBy.choices()), coerce=PromisedBy
    )
    nation_code = NationSelectField(_l("Nation"), coerce=lambda value: value or None)
    organisation_id = SelectField(_l("Organisation"), coerce=row_id_or_none)
    person_id = SelectField(_l("Person"), coerce=row_id_or_none)
    made_at_id = SelectField(_l("Made at the event"), coerce=row_id_or_none)
    outcome_id = SelectField(_l("Part of the outcome"), coerce=row_id_or_none)
    what = StringField(_l("What was promised"))
    promised_on = DayField(_l("Promised on"))
    due_on = DayField(_l("Due day"))
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none, description=REACH)
    marking = SelectField(_l("Marking"), coerce=marking)
    state = SelectField(
        _l("State"), choices=labelled(CommitmentState.choices()), coerce=CommitmentState
    )
    settled_on = DayField(_l("Settled on"))
    reason = TextAreaField(_l("Reason"), filters=[stripped], render_kw={"rows": 3})

    def __init__(
        self,
        *args: Any,
        nations: Names,
        organisations: Names,
        people: Names | None,
        events: Names,
        outcomes: Names,
        owners: Names,
        ceiling: Marking,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options(nations, _l("Choose the nation"))
        self.organisation_id.choices = {"": _("None")} | dict(organisations)
        self.made_at_id.choices = {"": _("None")} | dict(events)
        self.outcome_id.choices = {"": _("None")} | dict(outcomes)
        self.owner_id.choices = {"": _("Choose an owner")} | dict(owners)
        self.marking.choices = {str(int(one)): str(one.label) for one in Marking if one <= ceiling}
        if people is None:
            del self.person_id
        else:
            self.person_id.choices = {"": _("Nobody")} | dict(people)
