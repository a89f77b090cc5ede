"""The declared fields that an event of every kind has (DOMAIN 2)."""

from flask_babel import lazy_gettext as _l

from planner.shapes.kind_fields import FieldType, KindField

CULTURAL_ELEMENTS = {
    "music": _l("Music"),
    "art": _l("Art or exhibition"),
    "food": _l("Food"),
    "sport": _l("Sport"),
    "heritage": _l("Heritage site"),
    "social": _l("Social programme"),
    "customs": _l("Local customs or festival"),
}

LOOKED_AT = "marking_looked_at"
"""The field that says that words which hint at a higher marking were looked at."""

FOR_ALL = (
    KindField(
        "cultural_elements",
        _l("Cultural elements"),
        FieldType.CHOICES,
        CULTURAL_ELEMENTS,
        is_counted=True,
    ),
    KindField(
        "has_community_part",
        _l("There is a part for the local community"),
        FieldType.YES_NO,
        is_counted=True,
    ),
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
