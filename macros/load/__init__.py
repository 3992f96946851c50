"""Files to typed entries. Every problem is kept with its file, line and column; none is raised."""
