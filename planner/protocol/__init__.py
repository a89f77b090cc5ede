"""Protocol: the timetable of an event, what is shown of whose culture, and gifts."""
