"""The book as files for programs: feed, calendar, search index."""
