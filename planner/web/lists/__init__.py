"""Lists declared once: a filter and columns, from which pages and files are made."""
