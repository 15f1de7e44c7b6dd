"""Inviting: the letter, who was sent it and what they were told, reminders, and word to whoever it concerns."""
