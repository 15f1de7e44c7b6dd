"""What is said on pages as files to take away: tables in sections, written as Word or as Excel."""
