"""What was asked and by whom, in words of our own: endpoint and numbers, never texts."""

from flask import g, request

from planner.text.reading import or_none, row_id
from planner.viewers import NOBODY


def asked() -> str:
    """Return what was asked, in words of our own: method, endpoint and numbers of rows."""
    parts = [method(), request.endpoint or "no such address"]
    parts += [f"{name}={value}" for name, value in numbers().items()]
    return " ".join(parts)


def method() -> str:
    """Return the request's method if it is one that we know."""
    known = request.method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
    return request.method if known else "an unknown method"


def numbers() -> dict[str, int]:
    """Return the parts of the address that are numbers; texts are left out."""
    found = {name: str(value) for name, value in (request.view_args or {}).items()}
    return {
        name: number
        for name, value in found.items()
        if (number := or_none(row_id, value)) is not None
    }


def who() -> str:
    """Return the user's number, or that nobody was signed in."""
    user_id = g.get("viewer", NOBODY).user_id
    return "nobody" if user_id is None else f"user {user_id}"
