"""What the seams hand over: what is written, as frozen and validated shapes.

Whoever writes (a form, the sample, an importer, an API) makes one and calls an action of the
room with it, such as `planner/events/plan/actions.py`.
"""
