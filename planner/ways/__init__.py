"""How partner nations live and meet: customs, days, topics, and who has read of them."""
