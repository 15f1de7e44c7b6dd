"""A gentle reminder to those who have not voted yet; nobody else hears of it."""
