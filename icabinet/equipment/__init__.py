"""What a meeting asks of its room: which room it is, how microphones open, light and sound, whose units and cards."""
