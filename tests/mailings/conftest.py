"""An office with a mail server, in which reports have something to tell."""

from tests.mail_server import server  # noqa: F401 - pytest finds it here
