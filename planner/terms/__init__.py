"""Lists that an office may lengthen: rows of reference tables, asked by every room."""
