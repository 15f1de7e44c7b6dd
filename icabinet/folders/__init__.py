"""Folders of one person: files, notes and papers of meetings put by. Nobody else sees them; no journal keeps them."""
