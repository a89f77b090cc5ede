"""What the seams hand over: what is written, as frozen and validated shapes."""
