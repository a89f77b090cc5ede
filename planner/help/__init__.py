"""The user guide inside the product."""
