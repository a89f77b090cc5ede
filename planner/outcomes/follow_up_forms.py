"""Forms for follow-ups."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from planner.choices import FollowUpState
from planner.outcomes.forms import REACH, labelled, stripped
from planner.shapes.follow_up import FollowUpStep, WrittenFollowUp
from planner.text.reading import row_id, row_id_or_none
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField
from planner.web.versioned_forms import VersionedForm


def nation_options(groups: dict[str, dict[str, str]]) -> list[SelectChoice]:
    """Return the nations to choose from, group by group."""
    return [
        SelectChoice(code, name, optgroup=group)
        for group, nations in groups.items()
        for code, name in nations.items()
    ]


class FollowUpForm(VersionedForm):
    """What somebody owes after an event."""

    shape = WrittenFollowUp

    what = StringField(_l("What is owed"))
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none, description=REACH)
    due_on = DayField(_l("Due day"))
    promised_nation_code = NationSelectField(_l("Promised to nation"), coerce=lambda v: v or None)
    promised_organisation_id = SelectField(_l("Promised to organisation"), coerce=row_id_or_none)
    state = SelectField(
        _l("State"), choices=labelled(FollowUpState.choices()), coerce=FollowUpState
    )
    closed_on = DayField(_l("Closed on"))
    note = TextAreaField(_l("Note"), filters=[stripped], render_kw={"rows": 3})

    def __init__(
        self,
        *args: Any,
        owners: dict[str, str],
        nations: list[SelectChoice],
        organisations: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owner_id.choices = {"": _("Choose an owner")} | owners
        self.promised_nation_code.choices = [SelectChoice("", _("Nobody")), *nations]
        self.promised_organisation_id.choices = {"": _("Nobody")} | organisations


class BulkForm(PlannerForm):
    """One step for several follow-ups."""

    shape = FollowUpStep

    follow_up_ids = ChoicesField(
        _l("Follow-ups"), [InputRequired(_l("Tick the follow-ups first"))], coerce=row_id
    )
    step = SelectField(_l("Step"))
    owner_id = SelectField(_l("New owner"), coerce=row_id_or_none)
    closed_on = DayField(_l("Closed on"))
    note = StringField(_l("Note"), filters=[stripped])

    pinned = HiddenField()
    """The follow-ups of a whole filter as they were when it was said how many they are."""

    def __init__(
        self,
        *args: Any,
        ids: list[int],
        owners: dict[str, str],
        takes_all: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.follow_up_ids.choices = {str(key): str(key) for key in ids}
        if takes_all:
            del self.follow_up_ids
        self.step.choices = {
            "done": _("Mark as done"),
            "handed_over": _("Hand over"),
            "dropped": _("Drop"),
            "reassign": _("Give to another owner"),
        }
        self.owner_id.choices = {"": _("Same owner")} | owners

    @property
    def values(self) -> dict[str, Any]:
        """Return what was entered; a whole filter names its rows in words."""
        typed = super().values
        typed.pop("follow_up_ids", None)
        return typed | {"as_seen": str(typed.pop("pinned") or "").split()}
