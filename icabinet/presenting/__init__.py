"""The page that the meeting is looking at."""
