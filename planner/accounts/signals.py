"""What accounts tell to whom it may concern; the history listens."""

from blinker import Namespace

_signals = Namespace()

signed_in = _signals.signal("signed-in")
"""Sent with `user`."""
signed_out = _signals.signal("signed-out")
"""Sent with `user`."""
sign_in_failed = _signals.signal("sign-in-failed")
"""Sent without a name: what was typed may be somebody's password."""
