"""Slowing down who guesses: a try is noted, waits, and is forgotten once somebody is in."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy.orm.exc import StaleDataError

from planner.accounts.brake_queries import brakes_of, brakes_of_name, brakes_until
from planner.accounts.brakes import KEPT, NO_WAIT, Brake, Try
from planner.accounts.models import BrakeKind, SignInBrake, User
from planner.db import db


def note_try(one: Try, *, by: dict[BrakeKind, Brake], now: datetime) -> timedelta:
    """Count a try before its password is looked at; or return how long it must wait.

    Counting first leaves no gap for tries that run at the same moment. A refused try is not
    counted, so that waiting helps even when somebody else goes on trying.
    """
    brakes = brakes_of(one.keys, now)
    if wait := longest_wait(brakes, by=by, now=now):
        return wait
    for brake in brakes:
        brake.tries = by[brake.kind].left(brake.tries, now - brake.last_at) + 1
        brake.failures += 1
        brake.last_at = now
    for old in brakes_until(now - KEPT):
        db.session.delete(old)
    db.session.flush()
    return NO_WAIT


def longest_wait(
    brakes: Iterable[SignInBrake], *, by: dict[BrakeKind, Brake], now: datetime
) -> timedelta:
    """Return how long the brakes ask to wait, in whole seconds."""
    waits = (brake.last_at + by[brake.kind].wait(brake.tries) - now for brake in brakes)
    return timedelta(seconds=max(0, ceil(max(waits).total_seconds())))


def forget_failures(name_hash: str) -> bool:
    """Forget the failed tries with a name, wherever they came from."""
    for brake in brakes_of_name(name_hash):
        db.session.delete(brake)
    return True


def note_sign_in(user: User, one: Try, *, now: datetime) -> None:
    """Note a sign-in: it was no failure, and those before it from there are forgotten.

    Tries from elsewhere still count: the owner's sign-in must not help who guesses.
    """
    for brake in brakes_of(one.keys, now):
        if brake.kind in (BrakeKind.PAIR, BrakeKind.BROWSER):
            db.session.delete(brake)
        else:
            brake.tries, brake.failures = max(0.0, brake.tries - 1), max(0, brake.failures - 1)
    db.session.flush()
    with suppress(StaleDataError), db.session.begin_nested():  # signed in twice: either will do
        user.signed_in_at = now
