"""What runs in a process of its own: a copy of this one, which has read the libraries already."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

import pytest

LIBRARIES = (
    "alembic.context",
    "babel.dates",
    "flask_babel",
    "flask_limiter",
    "flask_migrate",
    "flask_security",
    "flask_sqlalchemy",
    "flask_wtf",
    "icalendar",
    "openpyxl",
    "pydantic",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.orm",
    "xlsxwriter",
    "zxcvbn",
)
"""What every test needs, read once; nothing of the product, which gets the faults."""
HUNG, BROKEN = -1, 255
"""The answers of a process that did not come to its end, and of one that could not do its work."""


def read_libraries() -> None:
    """Read what the copies of this process then have."""
    for name in LIBRARIES:
        import_module(name)


def apart(work: Callable[..., int], *arguments: Any, seconds: int = 0) -> int:
    """Return the small number that a function answers in a copy of this process.

    HUNG when it fell, or took more seconds of processor than it may (0: as many as it likes).
    """
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        answer = BROKEN
        try:
            bound(seconds)
            answer = work(*arguments)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(answer)
    _child, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == BROKEN:
        raise SystemExit("What tries the faults is itself at fault: see above.")
    return HUNG if code < 0 else code


def bound(seconds: int) -> None:
    """Let this process end by itself: a fault may make it go on for ever, or fill the memory."""
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        signal.alarm(30 * seconds)


def asked_of_pytest(arguments: list[str], *plugins: object) -> int:
    """Run pytest in this process, silently, in folders of its own; return what it ends with."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    with TemporaryDirectory(prefix="mutants-") as folder:
        code = pytest.main([*quiet, "--basetemp", folder, *arguments], plugins=list(plugins))
    return int(code)
