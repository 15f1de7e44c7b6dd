"""Where people sit: rooms with a drawn plan, and who has which seat in a meeting."""
