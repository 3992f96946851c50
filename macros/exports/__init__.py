"""The book in other formats, one module for each."""
