"""How a request is spoiled: one or two values that nobody should send, drawn by hypothesis."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from hypothesis import strategies as st

NUMBERS = (0, 1, -1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 2**64, 10**40)
VALUES = (
    *map(str, NUMBERS),
    *("", " ", "²", "１２", "1_000", " 1 ", "1.5", "1e3", "1e999999999", "1e-999999999", "-0"),
    *("NaN", "Infinity", "-inf", "0x10", "٣", "None", "null", "true", "False", "undefined"),
    *("9999-12-31", "0001-01-01", "2200-01-01", "1899-12-31", "2030-02-30", "20300201"),
    *("2030-W01-1", "2030-13", "9999-12", "0001-01", "9999", "0001", "9999-Q4", "FY9999-Q5"),
    *("plan-9999999999", "plan-²", "24:00", "99:99", "12:60", "-1:00", "Mars/Phobos", "../../etc"),
    *("\x00", "a\x00b", "\ud800", "\udfff", "\u2028", "\ufeff", "\x1b[0m", "\r\n\r\n", "\t"),
    *("'", '"', "<b>", "{{7*7}}", "%s%n", "' OR 1=1 --", "\\", "*", "(", '"unclosed', "NEAR(a b)"),
    *("//evil.example", "/\t/evil.example", "/\\evil.example", "javascript:alert(1)"),
    *("[]", "{}", "[" * 5000, '{"a":' * 5000, '{"a": NaN}', '{"title": "\\ud800"}', "[[[[]]]]"),
    *("Ǻ" * 201, "a" * 3000, "a" * 30_000, "🤷" * 200, "ﷺ" * 100, "ß" * 200, "İ" * 200),
)
KEYS = (
    [],
    [1],
    [1, 2, 3, 4],
    [None, 1],
    [True, 1],
    ["a", 1],
    [{"day": "2030-01-01"}, 1],
    [{"day": "9999-12-31"}, 2**63],
    [{"day": 1}, 1],
    ["\x00", 1],
    ["\ud800", 1],
    [float("nan"), 1],
    [[1], 1],
    [0, "a", 1],
    ["planned", {"day": "2030-01-01"}, 1],
    {"day": "2030-01-01"},
    5,
)
PACKED = [urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=") for key in KEYS]
BODIES = (
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a"),
    ("application/json", b"[" * 5000),
    ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfea=\xd8"),
    ("application/x-www-form-urlencoded", b"%ff=%fe&%00=%00&=&&"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(6000))),
    ("", b"a=1"),
)
NAMES = (
    *("after", "before", "sort", "tab", "next", "kept", "period", "since", "until", "rows"),
    *("across", "month", "year", "tick", "count", "selected", "id", "nation", "event", "plan"),
    *("objective", "q", "kind", "version", "base", "keep-title", "csrf_token", "places"),
    *("more_places", "find_people", "add_person", "refresh", "person_ids", "then", "more"),
)
WAYS = ("value", "value", "value", "value", "drop", "twice", "add", "file", "path", "key", "body")


@dataclass(frozen=True)
class Spoil:
    """One change to a request: how, at which place, with which value or under which name."""

    way: str
    place: int
    value: str
    name: str
    number: int


texts = st.sampled_from(VALUES) | st.text(max_size=40)
spoils = st.lists(
    st.builds(
        Spoil,
        way=st.sampled_from(WAYS),
        place=st.integers(0, 200),
        value=texts,
        name=st.sampled_from(NAMES),
        number=st.integers(0, 200),
    ),
    min_size=1,
    max_size=2,
)


@dataclass
class Sent:
    """A request on its way: a seed that may be changed."""

    method: str
    path: str
    query: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    files: list[str]
    body: tuple[str, bytes] | None = None


def spoiled(seed, changes):
    """Return the request of a seed after the changes."""
    sent = Sent(seed.method, seed.path, list(seed.query), list(seed.fields), [])
    for change in changes:
        spoil(sent, change)
    return sent


def spoil(sent, change):
    """Make one change."""
    pairs = sent.fields if sent.fields else sent.query
    place = change.place % len(pairs) if pairs else None
    if change.way == "path":
        parts = sent.path.split("/")
        digits = [index for index, part in enumerate(parts) if part.isdecimal()]
        if digits:
            parts[digits[change.place % len(digits)]] = change.value.replace("/", "")[:300] or "0"
            sent.path = "/".join(parts)
    elif change.way == "key":
        name = ("after", "before")[change.number % 2]
        sent.query.append((name, PACKED[change.place % len(PACKED)]))
    elif change.way == "body":
        sent.body = BODIES[change.number % len(BODIES)]
    elif change.way == "file":
        sent.files.append(pairs[place][0] if pairs else change.name)
    elif change.way == "add" or place is None:
        (sent.fields if sent.method == "POST" else sent.query).append((change.name, change.value))
    elif change.way == "drop":
        del pairs[place]
    elif change.way == "twice":
        pairs.append((pairs[place][0], change.value))
    else:
        pairs[place] = (pairs[place][0], change.value)
