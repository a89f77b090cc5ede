"""Spoiled requests: forms as pages fill them, with a value or two that nobody should send."""
