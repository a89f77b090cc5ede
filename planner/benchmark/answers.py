"""An address that is measured, and the proof that its answer is what it is said to be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from werkzeug.test import TestResponse

from planner.benchmark.controls import forms_of


class OtherAnswer(Exception):
    """An answer that is not the one that was to be measured."""


@dataclass(frozen=True)
class Measured:
    """One address: what its answer shows at least, and the goal as a ratio to its limit.

    `shows` maps patterns to how many times each is found at least. `is_page` is False for
    what has no forms: a file or a feed.
    """

    operation: str
    address: str
    shows: Mapping[str, int] = field(default_factory=dict)
    goal: float | None = None
    is_page: bool = True
    is_long: bool = False


def check(measured: Measured, answer: TestResponse) -> None:
    """Raise OtherAnswer when an answer is not what is claimed of it.

    Every parameter of its address has to be a control of one of the page's forms: of any other
    the page knows nothing, and shows something else than was asked for.
    """
    if answer.status_code != 200:
        raise OtherAnswer(f"{measured.address} answers {answer.status_code}")
    text = answer.get_data(as_text=True)
    for pattern, least in measured.shows.items():
        found = len(re.findall(pattern, text))
        if found < least:
            raise OtherAnswer(f"{measured.address} shows “{pattern}” {found} times, not {least}")
    if not measured.is_page:
        return
    known = {name for form in forms_of(text) for name in form.names}
    for name, _value in parse_qsl(urlsplit(measured.address).query):
        if name not in known:
            raise OtherAnswer(f"{measured.address}: no form of the page has “{name}”")
