"""Folders of one person: files, notes and papers of meetings put by. Nobody else ever sees them, and no journal keeps them."""
