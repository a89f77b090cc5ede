"""All figures of a period, each with its n, its formula and its rows."""
