"""How plans, objectives and indicators are told apart."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


class Direction(Labelled):
    """Which way an indicator should move."""

    UP = "up", _l("Higher is better")
    DOWN = "down", _l("Lower is better")


class IndicatorLevel(Labelled):
    """Result level of an indicator (IATI)."""

    OUTPUT = "output", _l("Output")
    OUTCOME = "outcome", _l("Outcome")
    IMPACT = "impact", _l("Impact")


class MeasuredAs(Labelled):
    """What the value of an indicator is: a number, a percentage of a whole, a word of a scale."""

    NUMBER = "number", _l("Number with a unit")
    PERCENTAGE = "percentage", _l("Percentage of a whole")
    SCALE = "scale", _l("Quality on a scale of words")


class PartedBy(Labelled):
    """By what the parts of an indicator's values are told apart (disaggregation)."""

    NATION = "nation", _l("Nation")
    ARMED_SERVICE = "armed_service", _l("Armed service")
    RANK_BAND = "rank_band", _l("Rank band")
    SEX = "sex", _l("Sex")


class RankBand(Labelled):
    """Ranks of a kind, whatever each force calls them."""

    GENERALS = "generals", _l("Generals and admirals")
    SENIOR = "senior_officers", _l("Senior officers")
    JUNIOR = "junior_officers", _l("Junior officers")
    NCOS = "non_commissioned_officers", _l("Non-commissioned officers")
    OTHERS = "other_ranks", _l("Other ranks")
    CIVILIANS = "civilians", _l("Civilians")


class Sex(Labelled):
    """Women and men, as they are counted together."""

    WOMEN = "women", _l("Women")
    MEN = "men", _l("Men")


class IndicatorSource(Labelled):
    """Who supplies an indicator's values."""

    AUTO = "auto", _l("Computed by the product")
    MANUAL = "manual", _l("Typed in")


class Aggregation(Labelled):
    """How an indicator's updates make its actual value (METRICS M20)."""

    LATEST = "latest", _l("Latest value")
    SUM = "sum", _l("Sum of values")
    MEAN = "mean", _l("Mean of values")


class SoftPower(Labelled):
    """By what an objective appeals: the six sub-indices of the Soft Power 30 (DOMAIN 1)."""

    GOVERNMENT = "government", _l("Government")
    CULTURE = "culture", _l("Culture")
    EDUCATION = "education", _l("Education")
    ENGAGEMENT = "engagement", _l("Engagement")
    ENTERPRISE = "enterprise", _l("Enterprise")
    DIGITAL = "digital", _l("Digital")


class Rhythm(Labelled):
    """How often somebody owes a value of an indicator."""

    NONE = "none", _l("No fixed rhythm")
    MONTHLY = "monthly", _l("Every month")
    QUARTERLY = "quarterly", _l("Every three months")
    HALF_YEARLY = "half_yearly", _l("Every six months")
    YEARLY = "yearly", _l("Every year")


class LinkState(Labelled):
    """How a link stands by which somebody outside gives a value."""

    OPEN = "open", _l("Open")
    GIVEN = "given", _l("Value given")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    EXPIRED = "expired", _l("Expired")


class SmartLetter(Labelled):
    """What the SMART check asks of an objective, in the order of the word."""

    SPECIFIC = "specific", _l("Specific")
    MEASURABLE = "measurable", _l("Measurable")
    ACHIEVABLE = "achievable", _l("Achievable")
    RELEVANT = "relevant", _l("Relevant")
    TIME_BOUND = "time_bound", _l("Time-bound")

    @property
    def letter(self) -> str:
        """Return its letter in the word."""
        return self.value[0].upper()


class Standing(Labelled):
    """Whether a part of the plan is agreed or only proposed (DOMAIN 3)."""

    PROPOSED = "proposed", _l("Proposed")
    AGREED = "agreed", _l("Agreed")
