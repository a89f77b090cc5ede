"""What an approval binds, and how what was approved is changed."""
