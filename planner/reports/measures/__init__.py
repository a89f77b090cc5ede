"""What counts: the measures of METRICS as questions to the database.

M1 to M4    effort.py, presence.py
M5 to M7    execution.py (who was asked: answers.py)
M8 to M10   wanted.py, required.py, coverage_cells.py
M11, M12    yields.py (which events are backed by an outcome: backing.py)
M13, M14    timeliness.py
M15, M16    concentration.py
M17         contacts.py, last_contacts.py, meetings.py
M18         concentration.py, hosting.py; as an indicator reports/indicators/of_people.py
M19         trends.py
M20 to M22  objectives/progress.py, shown as lights.py
M23         reports/indicators/of_partners.py
M24         costs.py; as indicators reports/indicators/of_events.py, of_people.py
"""
