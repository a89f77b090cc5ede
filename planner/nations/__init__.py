"""Nations as people write them: names, spellings, and what a text means by them."""
