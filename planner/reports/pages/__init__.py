"""Reports that are figures and tables under headings, each declared once (registry.py).

overview.py      what the figures say in sentences, and what moved: the front page of reports
newly.py         its part on what is new since a day
balance.py       where effort goes, against what is wanted, and who hosts whom
timeliness.py    what happened when it was planned, and what was written and kept in time
outcomes.py      what came of it, by type, sign and strength
partners.py      who was met, how often, and who is next
cost.py          what it cost, in each currency
trend.py         the figures of a period beside those before it
scorecard.py     each objective and indicator against its target, and each light before
quality.py       what the records lack
"""
