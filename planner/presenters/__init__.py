"""Presenters turn a table or a calendar entry into bytes, and know nothing of what it is about."""
