"""What two sides promise one another, and how a promise stands."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


class PromisedBy(Labelled):
    """Which side gave its word."""

    OURS = "ours", _l("We promised")
    THEIRS = "theirs", _l("They promised")


class CommitmentState(Labelled):
    """What became of a commitment."""

    OPEN = "open", _l("Open")
    KEPT = "kept", _l("Kept")
    BROKEN = "broken", _l("Not kept")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class PromiseStanding(Labelled):
    """How a promise stands on a day: its state, and whether its day was kept."""

    OPEN = "open", _l("Open, not due yet")
    OVERDUE = "overdue", _l("Overdue")
    KEPT = "kept", _l("Kept in time")
    LATE = "late", _l("Kept late")
    BROKEN = "broken", _l("Not kept")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
