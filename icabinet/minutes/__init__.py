"""Minutes, notices of conclusions and resolutions: drafted from the journal, edited, commented on, issued, approved."""
