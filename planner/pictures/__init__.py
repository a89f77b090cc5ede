"""Pictures of figures: where each mark and each word lies; templates alone write the SVG.

Across is in percent of the width and down in pixels, so that words keep their size from a phone
to a wide column. Knows no room and no rows: it takes shapes of `planner/shapes/pictures.py`.
"""
