"""Papers: files filed under an agenda item, kept as they came, converted and shown page by page."""
