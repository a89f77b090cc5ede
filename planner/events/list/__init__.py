"""The event list: its filter, columns, files, and what is done to many events at once."""
