"""Indicators that are counted from rows."""
