"""A browser in words, from what it says of itself; only words of our own are ever kept."""

BROWSERS = (  # the first that fits: most browsers claim to be several
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> tuple[str, str]:
    """Return the names of the browser and of its system; empty for one that is not known."""
    return first(BROWSERS, agent), first(SYSTEMS, agent)


def first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    """Return the name of the first sign that the text holds."""
    return next((name for sign, name in names if sign in agent), "")
