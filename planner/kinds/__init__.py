"""The kinds of event: rows that an office keeps, each under a family that the code knows."""
