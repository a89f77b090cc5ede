"""Forms: files to attach, and an attachment to change."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, SelectField, StringField

from planner.attachments.arriving import arriving
from planner.attachments.holders import HeldRow, held_by
from planner.attachments.kinds import ACCEPTED
from planner.attachments.models import Attachment
from planner.attachments.uploads import FileTold, look_at
from planner.choices import Marking
from planner.errors import RuleBroken
from planner.partners.fields import options
from planner.shapes.attachment import ChangedAttachment, NewAttachments
from planner.text.reading import marking_or_none
from planner.viewers import Viewer
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationTicksField
from planner.web.nationnames import nation_name
from planner.web.versioned_forms import VersionedForm

T = TypeVar("T")
MOST_AT_ONCE = 20


def markings_offered(held: HeldRow, viewer: Viewer, own: Marking | None = None) -> dict[str, str]:
    """Return the markings to choose from: as what it hangs on, and those above; its own stays."""
    as_there = _("As it is there (%(marking)s)", marking=held.marking.label)
    above = {one for one in Marking if held.marking < one <= viewer.ceiling}
    offered = sorted(above | ({own} if own is not None else set()))
    return {"": as_there} | {str(int(one)): str(one.label) for one in offered}


def nations_offered(held: HeldRow, *kept: str) -> dict[str, str]:
    """Return the nations to which it may go by what it hangs on, and those it names already."""
    return {code: nation_name(code) for code in [*held.releasable_to, *kept]}


def releasable_field() -> Any:
    """Return the nations to which the document itself may go."""
    return NationTicksField(
        _l("Releasable to"),
        description=_l("None is ticked by itself: what is not named here goes to no partner."),
    )


class AttachForm(PlannerForm):
    """Documents to attach, several at once; a box left empty sends one without a name."""

    shape = NewAttachments

    files = MultipleFileField(_l("Files"), render_kw={"accept": ACCEPTED})
    marking = SelectField(_l("Marking"), coerce=marking_or_none)
    releasable_to = releasable_field()

    def __init__(
        self,
        *args: Any,
        held: HeldRow,
        viewer: Viewer,
        sent: Sequence[FileStorage] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.sent = [one for one in sent if one.filename]
        self.told: list[FileTold] = []
        self.marking.choices = options(markings_offered(held, viewer))
        self.releasable_to.choices = options(nations_offered(held))

    @property
    def values(self) -> dict[str, Any]:
        """Return what was entered beside the files."""
        return {name: value for name, value in super().values.items() if name != "files"}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that there is a file, and not too many."""
        is_valid = bool(super().validate(extra_validators))
        if not self.sent:
            self.files.errors = [_("Choose at least one file.")]
        elif len(self.sent) > MOST_AT_ONCE:
            self.files.errors = [_("Send at most %(most)s files at once.", most=MOST_AT_ONCE)]
        return is_valid and not self.files.errors

    def act(self, action: Callable[..., T], *subject: object, **more: object) -> T:
        """Look at every file, say of each what became of it, and attach all or none."""
        with arriving() as files:
            self.told = [look_at(one, self.held, files) for one in self.sent]
            self.refuse_twins()
            if any(one.why_not for one in self.told):
                raise RuleBroken(_("Nothing was attached, since not every file can be taken."))
            looked = [one.looked for one in self.told]
            return action(*subject, looked, self.made(), **more)

    def refuse_twins(self) -> None:
        """Say of a file that came twice that it did."""
        seen: set[str] = set()
        for place, one in enumerate(self.told):
            if one.looked is None:
                continue
            if one.looked.arrived.digest in seen:
                self.told[place] = FileTold(one.name, _("It was chosen twice."))
            seen.add(one.looked.arrived.digest)


class ChangeForm(VersionedForm):
    """The name of an attachment, how it is marked and to whom it may go."""

    shape = ChangedAttachment

    name = StringField(_l("Name"))
    marking = SelectField(_l("Marking"), coerce=marking_or_none)
    releasable_to = releasable_field()

    def __init__(self, *args: Any, obj: Attachment, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        held = held_by(obj)
        self.marking.choices = options(markings_offered(held, viewer, obj.marking))
        self.releasable_to.choices = options(nations_offered(held, *obj.releasable_to))
