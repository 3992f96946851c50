"""Programs that make a site of the pages."""
