"""Presenters turn a table or a calendar entry into bytes, and know nothing of what it is about.

Another form of file is a module beside `as_csv.py`, named in `planner/web/tables.py`
(`PRESENTERS`): every page that has files then offers it.
"""
