"""Flask, for an application whose functions all answer at once."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class OfficeApp(Flask):
    """The application; none of its functions is a coroutine.

    Flask looks at each function whether it is one, some thirty times in a request.
    """

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func
