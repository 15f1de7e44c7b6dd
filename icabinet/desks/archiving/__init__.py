"""Making the archive of a meeting: read in one moment of the database, put into files by children, packed."""
