"""What the world gives: nations and their names, groups, institutions, the default catalogue."""
