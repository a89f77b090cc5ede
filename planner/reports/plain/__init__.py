"""METRICS again, as loops over plain rows: slow, obvious, and written without the queries.

What stands here asks no measure, no rollup and no query of a report, so that both can only agree
when both are right. Tests compare them over random offices, `planner check` on the live database.

rows.py        the rows of an office as dictionaries
events.py      which events count, and for what
measures.py    the same by the name of each measure
amounts.py     days, person-days, shares of them (M1 to M4), costs (M24)
wanted.py      what is required and what of it is met (M8 to M10)
outcomes.py    yield, evidence (M11, M12), promises (M13)
punctual.py    what was held, reported and kept in time (M5, M6, M13, M14)
partners.py    who was met, who hosted (M17, M18)
parts.py       evenness, imbalance, reciprocity, change, progress (M15, M16, M18 to M22)
indicators.py  what the product counts by itself, by the code of the indicator
readings.py    an indicator on a day: target, value, progress, expected (M20, M21)
compared.py    the reports beside all of this: what differs
faults.py      the same for the live database
"""
