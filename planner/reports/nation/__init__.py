"""The story of one partner on its page: what figures say of it in sentences, and their parts.

story.py       what is asked of the rows, each once
sentences.py   what the figures say, in sentences
wanted.py      what is wanted of the year beside what was done
balance.py     who hosted whom, whose places, whose share
people.py      the people on record by rank, and when they were last met
panel.py       these as sections of the page
"""
