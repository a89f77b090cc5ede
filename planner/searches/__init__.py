"""Searches and filtered lists that a user keeps under a name, and pins to My desk."""
