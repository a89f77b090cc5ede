"""The address of a private feed, shown once when it is made."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from planner.calendars.actions import Issued
from planner.web.addresses import absolute


@dataclass(frozen=True)
class Address:
    """A feed's address in the three ways that programs take it."""

    https: str
    webcal: str
    google: str
    is_secure: bool


def address(token: str) -> Address:
    """Return where the holder of the token fetches; under the office's public address if set."""
    url = absolute(url_for("calendars.feed", token=token))
    webcal = "webcal" + url[url.index("://") :]
    google = f"https://calendar.google.com/calendar/r?cid={webcal}"
    return Address(url, webcal, google, url.startswith("https://"))


def show_address(issued: Issued) -> ResponseReturnValue:
    """Show the address; only its hash is kept, so it cannot be shown again."""
    context: dict[str, Any] = {"feed": issued.feed, "address": address(issued.token)}
    return render_template("feeds/address.html", **context)
