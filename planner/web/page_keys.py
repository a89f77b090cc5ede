"""The key of a neighbour row in a URL: packed, and read again."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Any

from flask import abort

from planner.keyset import Key
from planner.text.reading import DAY, refuse

PACKED = re.compile("[A-Za-z0-9_-]{1,4000}")


def pack(key: Key) -> str:
    """Return a key as URL text."""
    parts = [{"day": part.isoformat()} if isinstance(part, date) else part for part in key]
    return urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def unpack(value: str | None) -> Key | None:
    """Return the key of URL text; 400 when it is none that a page ever gave out.

    Whether it is a key of the list that is shown says `keyset.check_keys`.
    """
    if not value:
        return None
    try:
        return read_key(value)
    except (ValueError, RecursionError):
        abort(400)


def read_key(value: str) -> Key:
    """Return the key of URL text; ValueError or RecursionError when it is none."""
    if not PACKED.fullmatch(value):
        raise ValueError("no packed key")
    text = urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode("utf-8")
    parts = json.loads(text, parse_constant=refuse)
    if not isinstance(parts, list) or not parts:
        raise ValueError("no list of values")
    return tuple(read_part(part) for part in parts)


def read_part(part: Any) -> Any:
    """Return one value of a key; ValueError when it is of no kind that `pack` writes."""
    if isinstance(part, dict):
        if (
            set(part) != {"day"}
            or not isinstance(part["day"], str)
            or not DAY.fullmatch(part["day"])
        ):
            raise ValueError("no day")
        return date.fromisoformat(part["day"])
    if type(part) not in {str, int, float}:
        raise ValueError("no value")
    return part
