"""A worker: looks for work and mails, does what is due, and waits."""

import contextvars
import logging
import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread

from flask import Flask

from planner import clock
from planner.jobs.running import run_next
from planner.jobs.sweeping import sweep_jobs, sweep_rooms
from planner.outbox.sending import send_next, sweep_mails
from planner.text.logwords import told

IDLE = 1.0
"""Seconds between two looks when nothing is due."""
TROUBLED = 10.0
"""Seconds until the next look when the database cannot be asked."""
SWEEP_EVERY = timedelta(minutes=10)
log = logging.getLogger("planner.jobs")


class Worker:
    """One process's work; it stops after the step under way when it is told to.

    Mails have a thread of their own, so that none waits behind a long piece of work.
    """

    def __init__(self, app: Flask, parent: int | None = None) -> None:
        self.app, self.parent = app, parent
        self.stopping = Signal()
        self.swept_at: datetime | None = None

    def should_stop(self) -> bool:
        """Say whether the process was told to stop, or its server is gone."""
        if self.parent is not None and os.getppid() != self.parent:
            self.stopping.set()
        return self.stopping.is_set()

    def stop(self, *_signal: object) -> None:
        """Begin to stop."""
        self.stopping.set()

    def run(self) -> None:
        """Work until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        mails = Thread(target=self.loop, args=(send_next,), name="mail", daemon=True)
        mails.start()
        self.loop(self.one_round)
        mails.join(IDLE)

    def loop(self, look: Callable[[], bool]) -> None:
        """Do what is due, one after the other; trouble is told once, and waited out."""
        is_troubled = False
        while not self.should_stop():
            try:
                has_worked = contextvars.Context().run(self.in_context, look)
            except Exception as error:
                if not is_troubled:
                    log.error("looking for work failed: %s", told(error))  # noqa: TRY400
                is_troubled = True
                self.stopping.wait(TROUBLED)
                continue
            is_troubled = False
            if not has_worked:
                self.stopping.wait(IDLE)

    def in_context(self, look: Callable[[], bool]) -> bool:
        """Look for work in an application context of its own."""
        with self.app.app_context():
            return look()

    def one_round(self) -> bool:
        """Sweep now and then, and do one piece of work; False when none is due."""
        now = clock.now()
        if self.swept_at is None or now - self.swept_at >= SWEEP_EVERY:
            self.swept_at = now
            sweep_jobs(now)
            sweep_mails(now)
            sweep_rooms(now)
        return run_next(self.should_stop)


def work_once() -> int:
    """Do everything that is due now and return how much it was."""
    number = 0
    while send_next() or run_next():
        number += 1
    sweep_jobs(clock.now())
    sweep_mails(clock.now())
    sweep_rooms(clock.now())
    return number
