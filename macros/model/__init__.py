"""What people write: the fields of every kind of entry, their limits, and the help a contributor sees."""
