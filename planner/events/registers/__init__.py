"""Lists over all events of what hangs on one: risks."""
