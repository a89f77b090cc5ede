"""Where long work and mails stand."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


class JobState(Labelled):
    """Where a piece of long work stands."""

    WAITING = "waiting", _l("Waiting")
    RUNNING = "running", _l("Running")
    DONE = "done", _l("Done")
    FAILED = "failed", _l("Failed")
    CANCELLED = "cancelled", _l("Cancelled")


class MailState(Labelled):
    """Where a mail of the outbox stands."""

    WAITING = "waiting", _l("Waiting")
    SENT = "sent", _l("Sent")
    GIVEN_UP = "given_up", _l("Not sent")
    STOPPED = "stopped", _l("Stopped")


OPEN_JOB_STATES = (JobState.WAITING, JobState.RUNNING)
"""States of work that has not ended."""
