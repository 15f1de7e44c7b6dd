"""What many meetings came to: by meeting, by member, by unit."""
