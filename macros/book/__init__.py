"""Entries, linked both ways, with everything that is derived and never written."""
