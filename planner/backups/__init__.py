"""Saving an office to a file and bringing it back, on either database."""
