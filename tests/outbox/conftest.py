"""The mail server of these tests."""

from tests.mail_server import server  # noqa: F401 - pytest finds it here
