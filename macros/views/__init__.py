"""What a page, a card or a row says, already decided. HTML, print and files print the same view."""
