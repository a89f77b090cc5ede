"""What waits behind an item of the menu, counted by its room."""

from collections.abc import Callable

Counter = Callable[[], int]
_counters: dict[str, Counter] = {}


def counts(endpoint: str) -> Callable[[Counter], Counter]:
    """Register the function that counts what waits behind a menu item."""

    def register(counter: Counter) -> Counter:
        _counters[endpoint] = counter
        return counter

    return register
