"""The book as pages of HTML."""
