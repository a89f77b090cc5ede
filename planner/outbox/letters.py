"""Kinds of mail: a room declares one, and writes its words when the mail is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class AttachedFile:
    """A file that goes along with a mail."""

    name: str
    mime: str
    octets: bytes


@dataclass(frozen=True)
class Letter:
    """The words of a mail, and the files that go along."""

    subject: str
    body: str
    files: tuple[AttachedFile, ...] = ()


Writer = Callable[[dict[str, Any]], Letter | None]


@dataclass(frozen=True)
class LetterKind:
    """One kind of mail: what it is called, who writes it, how long it is worth sending."""

    label: Any
    write: Writer
    good_for: timedelta


_kinds: dict[str, LetterKind] = {}


def letter_kind(name: str, label: Any, good_for: timedelta) -> Callable[[Writer], Writer]:
    """Register a function that writes a kind of mail from what it is about.

    It is called in a request of its own whose session sees everything, and returns None when
    the mail has become needless.
    """

    def register(write: Writer) -> Writer:
        _kinds[name] = LetterKind(label, write, good_for)
        return write

    return register


def kind_of_letter(name: str) -> LetterKind | None:
    """Return a kind of mail; None when no room declares it any more."""
    return _kinds.get(name)
