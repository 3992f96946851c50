"""What helps people to write entries."""
