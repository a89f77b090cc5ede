"""The declared fields that an event of every kind has (DOMAIN 2)."""

from flask_babel import lazy_gettext as _l

from planner.choices import CulturalElement
from planner.shapes.kind_fields import FieldType, KindField

LOOKED_AT = "marking_looked_at"
"""The field that says that words which hint at a higher marking were looked at."""

COMMON_GOAL = "common_goal"
"""The field that forms and pages show beside what each side gains (MISSION 109)."""

FOR_ALL = (
    KindField(
        COMMON_GOAL,
        _l("What both want together"),
        hint=_l("The common goal, in one sentence."),
    ),
    KindField(
        "cultural_elements",
        _l("Cultural elements"),
        FieldType.CHOICES,
        CulturalElement.choices(),
        is_counted=True,
    ),
    KindField(
        "has_community_part",
        _l("There is a part for the local community"),
        FieldType.YES_NO,
        is_counted=True,
    ),
    KindField(
        "languages",
        _l("Languages and interpreters"),
        FieldType.TEXT,
        hint=_l("Who speaks what, and who interprets. A barrier that was met is a lesson to note."),
    ),
    KindField("protocol", _l("Flags, anthems, dress"), FieldType.TEXT),
    KindField(
        "guest_needs",
        _l("Meals, prayer and other needs of guests"),
        FieldType.TEXT,
        hint=_l("In numbers, never by name: “3 without meat; a quiet room at noon”."),
        is_of_its_time=True,
    ),
    KindField("to_avoid", _l("What to avoid"), FieldType.TEXT),
    KindField(
        "customs_checked",
        _l("Local customs have been looked at"),
        FieldType.YES_NO,
        is_of_its_time=True,
        is_counted=True,
    ),
    KindField(
        "announced_on",
        _l("Announced publicly on"),
        FieldType.DAY,
        hint=_l("Leave empty when it has not been announced."),
        is_of_its_time=True,
        is_counted=True,
    ),
    KindField("themes", _l("Themes of the message"), FieldType.CHOICES, table="theme"),
    KindField(
        "peaceful_purpose",
        _l("Purpose in words for the public"),
        FieldType.TEXT,
        hint=_l("What may be said openly about why this is done."),
    ),
    KindField("meeting_link", _l("Link for those who join from afar"), is_of_its_time=True),
    KindField("in_kind", _l("Contribution in kind"), FieldType.TEXT),
    KindField(
        LOOKED_AT,
        _l("The words were looked at: it may be marked lower"),
        FieldType.YES_NO,
        hint=_l("Words such as “intelligence” ask for OFFICIAL-SENSITIVE."),
        is_of_its_time=True,
    ),
)
