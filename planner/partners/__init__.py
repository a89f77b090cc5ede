"""Nations, organisations, programmes and institutions."""
