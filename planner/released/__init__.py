"""Releasable copies: a country brief cut down to what may go to a named partner, and its log."""
