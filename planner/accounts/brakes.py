"""The brakes of sign-in: by name and address together, by each alone, by known browser."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from planner.accounts.brake_queries import BrakeKey
from planner.accounts.models import BrakeKind

KEPT = timedelta(days=7)
"""How long failures are kept to be told to administrators; they brake for much less."""
NO_WAIT = timedelta()


@dataclass(frozen=True)
class Brake:
    """How a brake works: so many tries are free, then each wait is twice the one before."""

    free: int
    longest: timedelta
    forgets_every: timedelta
    """After how much time one try is forgotten."""

    def wait(self, tries: float) -> timedelta:
        """Return how long after the last try the next may come."""
        over = round(tries) - self.free
        if over < 0:
            return NO_WAIT
        return min(timedelta(seconds=2 ** min(over, 30)), self.longest)

    def left(self, tries: float, since: timedelta) -> float:
        """Return how many tries still count after a time without any, waits not reckoned."""
        idle = max(since - self.wait(tries), NO_WAIT)
        return max(0.0, tries - idle / self.forgets_every)


def rules(free: int, longest: timedelta) -> dict[BrakeKind, Brake]:
    """Return the rule of each kind of brake.

    A name tried from everywhere waits a minute at most, so that strangers cannot keep its
    owner out; so does an address, behind which there may be an office of hundreds.
    """
    free, longest = max(free, 1), max(longest, timedelta(seconds=1))
    minute = timedelta(minutes=1)
    strict = Brake(free, longest, longest)
    return {
        BrakeKind.PAIR: strict,
        BrakeKind.BROWSER: strict,
        BrakeKind.NAME: Brake(free * 4, min(minute, longest), minute),
        BrakeKind.ADDRESS: Brake(free * 20, min(minute, longest), minute / 3),
    }


@dataclass(frozen=True)
class Try:
    """One try to sign in: the hash of the name, the address, and the browser if it is known."""

    name_hash: str
    address: str
    browser_id: int | None = None

    @property
    def keys(self) -> list[BrakeKey]:
        """Return the brakes that it presses; a known browser has one of its own."""
        if self.browser_id is not None:
            return [(BrakeKind.BROWSER, self.name_hash, str(self.browser_id))]
        return [
            (BrakeKind.PAIR, self.name_hash, self.address),
            (BrakeKind.NAME, self.name_hash, ""),
            (BrakeKind.ADDRESS, "", self.address),
        ]


def hashed_name(email: str, key: str) -> str:
    """Return a keyed hash of what was typed as a name: it may be a password by mistake."""
    return hmac.new(key.encode(), email.strip().casefold().encode(), sha256).hexdigest()
