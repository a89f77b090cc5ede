"""Addresses that are the same on every page, built once for each place of the application."""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, has_request_context, request, url_for


@lru_cache(maxsize=1024)
def _address(_app: Flask, _root: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    parts: dict[str, Any] = dict(values)
    return url_for(endpoint, **parts)


def this_app() -> Flask:
    """Return the application itself, as what is kept is kept by."""
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]


def address(endpoint: str, **values: str) -> str:
    """Return the path of an endpoint; kept, since only the mount point can change it.

    For menus and files: a few addresses that every page repeats, not those of rows.
    """
    return _address(this_app(), request.script_root, endpoint, tuple(values.items()))


def link(endpoint: str, **values: Any) -> str:
    """Return what `url_for` returns, for templates: from a kept address, where one fits.

    It fits for an endpoint alone, and for one whose values are the keys of rows: their digits
    are put into the address that the endpoint has for any keys.
    """
    are_keys = all(type(value) is int and name[0] != "_" for name, value in values.items())
    if not are_keys or endpoint[0] == "." or not has_request_context():
        return url_for(endpoint, **values)
    return _pattern(this_app(), request.script_root, endpoint, tuple(values)).format_map(values)


@lru_cache(maxsize=1024)
def _pattern(_app: Flask, _root: str, endpoint: str, names: tuple[str, ...]) -> str:
    """Return the address of an endpoint with the names of its values where these stand."""
    keys: dict[str, Any] = {name: 10**12 + place for place, name in enumerate(names)}
    found = url_for(endpoint, **keys)
    for name, key in keys.items():
        found = found.replace(str(key), f"{{{name}}}")
    return found


def home() -> str:
    """Return the address of the start page."""
    return address("desk.index")


def here() -> str:
    """Return the address of this page without its query."""
    return request.script_root + request.path


def here_asked() -> str:
    """Return the address of this page as it was asked for, with its query."""
    return request.script_root + request.full_path.removesuffix("?")


def stem(endpoint: str, key: str) -> str:
    """Return what the addresses of an endpoint's rows begin with; the row's key ends them.

    For pages of very many rows, which build one address and not one for each row.
    """
    return address(endpoint, **{key: "0"}).removesuffix("0")


def path_within(endpoint: str, **values: Any) -> str:
    """Return the path of an endpoint as the product knows it, wherever it is mounted.

    For what is written down and read elsewhere; it needs no request.
    """
    return current_app.url_map.bind("").build(endpoint, values)


def absolute(path: str) -> str:
    """Return the whole address of a path of ours, for what is read outside the product.

    It starts with the office's public address (RAPPORT_BASE_URL), else with the one asked by.
    """
    if not path or "://" in path:
        return path
    base = str(current_app.config["RAPPORT_BASE_URL"] or request.url_root).rstrip("/")
    root = request.script_root.rstrip("/")
    if root and path.startswith(f"{root}/"):  # both may name where the product is mounted
        base = base.removesuffix(root)
    return base + path
