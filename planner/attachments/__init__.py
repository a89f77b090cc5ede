"""Documents that people attach to events and to what hangs on them, with their octets."""
