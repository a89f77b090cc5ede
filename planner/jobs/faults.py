"""What `planner check` finds wrong with long work and the outbox."""

from datetime import datetime, timedelta

from planner.jobs.queries import jobs_nobody_works_on
from planner.outbox.queries import mails_given_up_since, mails_waiting_since

JOB_PATIENCE = timedelta(minutes=15)
"""How long work may be due before somebody should look."""
MAIL_PATIENCE = timedelta(minutes=30)
LOOKED_BACK = timedelta(days=1)


def job_faults(now: datetime) -> list[str]:
    """Return a sentence when work is due that nobody does."""
    if not (number := jobs_nobody_works_on(now - JOB_PATIENCE)):
        return []
    return [f"Nobody does the long work that waits ({number}): start the server, or planner work."]


def mail_faults(now: datetime) -> list[str]:
    """Return a sentence when mails wait for long, or were given up within a day."""
    waiting = mails_waiting_since(now - MAIL_PATIENCE)
    lost = mails_given_up_since(now - LOOKED_BACK)
    if not waiting and not lost:
        return []
    return [f"Mails wait ({waiting}) or were not sent since yesterday ({lost}): planner outbox."]
