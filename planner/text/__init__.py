"""What is done with text: cleaning, folding, reading numbers, searching."""
