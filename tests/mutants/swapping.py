"""A fault inside a function, put into a program that runs: the function's code is exchanged."""

import gc
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from inspect import CO_NEWLOCALS, CO_OPTIMIZED
from types import CodeType, FunctionType
from warnings import catch_warnings

from tests.mutants.targets import HOUSE


class RunsOnce(Exception):
    """The fault is in what runs while a module is loaded: no exchange of code reaches it."""


def exchange(path: str, source: str, changed: str) -> None:
    """Give every function of a loaded file the code of its changed source.

    Raises RunsOnce where that is not all that differs.
    """
    file = str(HOUSE / path)
    pairs = dict(changed_codes(compiled(source, file), compiled(changed, file)))
    found = 0
    for function in functions_of(file):
        if new := pairs.get(function.__code__):
            exchange_code(function, new)
            found += 1
    if not found:
        raise RunsOnce(path)
    forget_answers()


def compiled(source: str, file: str) -> CodeType:
    """Return the code of a source; what a fault looks like is no reason to stop."""
    with catch_warnings(action="ignore"):
        return compile(source, file, "exec", dont_inherit=True)


def exchange_code(function: FunctionType, new: CodeType) -> None:
    """Give a function other code; RunsOnce where it closes over other names."""
    try:
        function.__code__ = new
    except ValueError as error:
        raise RunsOnce(function.__qualname__) from error


def changed_codes(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield each function's code that differs, as it was and as it is, inner ones too."""
    inside = list(zip(inner(old), inner(new), strict=True))
    if is_function(old):
        yield old, new
    elif without_inner(old) != without_inner(new):
        raise RunsOnce(old.co_name)
    for one, two in inside:
        if one != two:
            yield from changed_codes(one, two)


def inner(code: CodeType) -> list[CodeType]:
    """Return the code of what is defined inside."""
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def without_inner(code: CodeType) -> CodeType:
    """Return the code alone, so that what is defined inside makes no difference."""
    kept = tuple(None if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_consts=kept, co_linetable=b"")


def is_function(code: CodeType) -> bool:
    """Say whether the code is a function's, not a class's or a module's."""
    return bool(code.co_flags & CO_NEWLOCALS and code.co_flags & CO_OPTIMIZED)


def functions_of(file: str) -> list[FunctionType]:
    """Return every function that was loaded from a file."""
    return [
        one
        for one in gc.get_objects()
        if type(one) is FunctionType and one.__code__.co_filename == file
    ]


def forget_answers() -> None:
    """Empty what functions remember: they may have been asked without the fault."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper):
            one.cache_clear()
