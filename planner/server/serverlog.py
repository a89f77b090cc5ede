"""The web server's log in the product's words: no request lines, addresses or query texts."""

from typing import Any

from gunicorn.glogging import Logger

from planner.text.logwords import FORMAT, PlainLine

ASKED = "rapport.asked"
"""Where a request's environment carries what was asked, in words that may be logged."""


class ServerLog(Logger):
    """What gunicorn writes through; `gunicorn.conf.py` names it."""

    def setup(self, cfg: Any) -> None:
        """Write every line in the product's format."""
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            for handler in logger.handlers:
                handler.setFormatter(PlainLine(FORMAT))

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        """Write what was asked and how it was answered, where an access log is wanted."""
        if not self.cfg.accesslog:
            return
        asked = environ.get(ASKED, "what could not be read")
        status = str(resp.status).split(maxsplit=1)[0]
        took = request_time.total_seconds() * 1000
        self.access_log.info("%s: %s, %s octets, %d ms", asked, status, resp.sent, took)
