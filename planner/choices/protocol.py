"""What protocol chooses from: parts of a timetable, what is shown of culture, ways of gifts."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


class TimetableKind(Labelled):
    """What an hour of an event is for."""

    TALKS = "talks", _l("Talks or meeting")
    TRAINING = "training", _l("Training or exercise")
    CEREMONY = "ceremonial", _l("Ceremony")
    VISIT = "visit", _l("Visit to a site")
    CULTURE = "culture", _l("Culture")
    SOCIAL = "social", _l("Social programme")
    COMMUNITY = "community", _l("With the local community")
    MEAL = "meal", _l("Meal")
    TRAVEL = "travel", _l("Travel")
    FREE = "free", _l("Time of one’s own")


class CulturalElement(Labelled):
    """A side of culture that an event may show (DOMAIN 2)."""

    MUSIC = "music", _l("Music")
    ART = "art", _l("Art or exhibition")
    FOOD = "food", _l("Food")
    SPORT = "sport", _l("Sport")
    HERITAGE = "heritage", _l("Heritage site")
    SOCIAL = "social", _l("Social programme")
    CUSTOMS = "customs", _l("Local customs or festival")


class CultureDirection(Labelled):
    """Whose culture is met (MISSION 107)."""

    OURS = "ours_shown", _l("Ours shown")
    THEIRS = "theirs_shown", _l("Theirs shown")
    TOGETHER = "made_together", _l("Made together")


class GiftDirection(Labelled):
    """Whether a gift left the office or came to it."""

    GIVEN = "given", _l("Given")
    RECEIVED = "received", _l("Received")


class GiftPlace(Labelled):
    """Where a gift is now."""

    PLANNED = "planned", _l("Not handed over yet")
    WITH_RECEIVER = "with_receiver", _l("With the receiver")
    IN_OFFICE = "in_office", _l("Kept or shown in the office")
    HANDED_IN = "handed_in", _l("Handed in to the state")
    USED_UP = "used_up", _l("Eaten or used up")
    DECLINED = "declined", _l("Declined or given back")
