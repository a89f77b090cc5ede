"""How nations, programmes, organisations and people are told apart."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled

NO_NATION = "ZZ"
"""Stands for “no partner at all” where a chosen desk has none: no nation has this code."""


class NationTier(Labelled):
    """How often a partner should be met (METRICS M17)."""

    A = "A", _l("A – priority")
    B = "B", _l("B – regular")
    C = "C", _l("C – occasional")


class ProgrammeKind(Labelled):
    """What holds several events together."""

    SERIES = "series", _l("Series")
    AGREEMENT = "agreement", _l("Agreement or framework")
    SCHEME = "scheme", _l("Scheme")


class OrganisationKind(Labelled):
    """What an organisation is."""

    MINISTRY = "ministry", _l("Ministry")
    ARMED_SERVICE = "armed_service", _l("Armed service")
    COMMAND = "command", _l("Command")
    UNIT = "unit", _l("Unit")
    ACADEMY = "academy", _l("Academy or college")
    AGENCY = "agency", _l("Agency")
    EMBASSY = "embassy", _l("Embassy")
    MEDIA = "media", _l("Media")
    CIVIL = "civil", _l("Civil society")
    OTHER = "other", _l("Other")


class RetentionClass(Labelled):
    """How long a person's record is kept (DOMAIN 3)."""

    TRAVEL = "travel", _l("Travel: 30 days after return")
    VETTING = "vetting", _l("Vetting: one year")
    CONTACT = "contact", _l("Contact: three years after the last contact")


class WayKind(Labelled):
    """What the office knows of how a nation lives and meets."""

    CUSTOM = "custom", _l("Customs")
    ADDRESS = "address", _l("Forms of address")
    NATIONAL_DAY = "national_day", _l("National days")
    RELIGIOUS_DAY = "religious_day", _l("Religious and festival days")
    DAY_TO_AVOID = "day_to_avoid", _l("Days to avoid")
    WELCOME_TOPIC = "welcome_topic", _l("Welcome topics")
    RED_LINE = "red_line", _l("Red lines")
    GIFT = "gift", _l("Gift rules")
    LANGUAGE = "language", _l("Language")
    TABLE_AND_DRESS = "table_and_dress", _l("Dress and meals")


WAYS_OF_DAYS = (WayKind.NATIONAL_DAY, WayKind.RELIGIOUS_DAY, WayKind.DAY_TO_AVOID)
"""Kinds that name days of the year."""
