"""Static files addressed with a hash of their content, so that browsers may keep them."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask

from planner.web.addresses import address


def init_assets(app: Flask) -> None:
    """Give templates `asset(path)`."""
    folder = Path(app.static_folder or "")

    @cache
    def fingerprint(path: str) -> str:
        return sha256((folder / path).read_bytes()).hexdigest()[:12]

    def asset(path: str) -> str:
        """Return the URL of a static file, with its content's hash."""
        if app.debug:
            fingerprint.cache_clear()
        return address("static", filename=path, v=fingerprint(path))

    app.jinja_env.globals["asset"] = asset
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31536000
