"""Events as calendar entries: downloads, private feeds, month and agenda."""
