"""Parts of an address: its host, its query without one part."""

from urllib.parse import parse_qsl, urlencode


def host_of(url: str) -> str:
    """Return host and port of a whole address; anything else gives a text that no host is."""
    _scheme, mark, rest = url.partition("://")
    return rest.partition("/")[0] if mark else f"none: {url}"


def without(path: str, name: str) -> str:
    """Return a path with its query, one part of the query left out."""
    before, _mark, query = path.partition("?")
    parts = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != name]
    return f"{before}?{urlencode(parts)}" if parts else before
