"""People from a list that an office keeps: read, compared with who is there, shown, then taken over in one go."""
