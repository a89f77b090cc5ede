"""Kinds of long work: a room declares one by a function that works in small steps.

The function is a generator. Each `yield` ends one step: what it wrote and where it goes on are
kept in one transaction, which must stay well below a second. It is called anew with the last
cursor after a restart. What it returns is what came of it.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from planner.viewers import Viewer


@dataclass(frozen=True)
class StepDone:
    """The end of a step: how many of how many, and where the work goes on after it."""

    done: int
    total: int
    cursor: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeFile:
    """A file that a piece of work made for its owner."""

    name: str
    mime: str
    octets: bytes
    rows: int = 0
    filter: str = ""


@dataclass(frozen=True)
class MadeLink:
    """Where a piece of work leads: a page by its endpoint and arguments, and what to call it."""

    label: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkEnd:
    """What came of a piece of work: a sentence, and the file or the page if there is one."""

    said: str
    file: MadeFile | None = None
    link: MadeLink | None = None
    number: int = 0
    """How many rows were written, for a command that tells it."""


@dataclass(frozen=True)
class Task:
    """What a piece of work is given: what was asked for, where to go on, and for whom."""

    wants: dict[str, Any]
    cursor: dict[str, Any]
    viewer: Viewer


WorkFunction = Callable[[Task], Generator[StepDone, None, WorkEnd]]


@dataclass(frozen=True)
class JobKind:
    """One kind of long work: its words, who may have it done, and the function that does it."""

    name: str
    label: Any
    permission: str
    work: WorkFunction
    hint: Any = ""
    by_hand: bool = False
    """Whether it is started from the page of long work."""


_kinds: dict[str, JobKind] = {}


def job_kind(
    name: str, label: Any, permission: str, *, hint: Any = "", by_hand: bool = False
) -> Callable[[WorkFunction], WorkFunction]:
    """Register a function as a kind of long work."""

    def register(work: WorkFunction) -> WorkFunction:
        _kinds[name] = JobKind(name, label, permission, work, hint, by_hand)
        return work

    return register


def kind_of_job(name: str) -> JobKind | None:
    """Return a kind of work; None when no room declares it any more."""
    return _kinds.get(name)


def kinds_by_hand(viewer: Viewer) -> list[JobKind]:
    """Return the kinds of work that a viewer may start from the page of long work."""
    return [kind for kind in _kinds.values() if kind.by_hand and viewer.may(kind.permission)]


def rights_of(viewer: Viewer) -> str:
    """Return a hash of what a viewer may see: a file made under other rights is not handed out."""
    nations = "all" if viewer.nations is None else " ".join(sorted(viewer.nations))
    words = f"{sorted(viewer.roles)} {int(viewer.ceiling)} {nations}"
    return sha256(words.encode()).hexdigest()
