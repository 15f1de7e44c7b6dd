"""What people take along of the tables: workbooks and documents, made in a child, off the hub."""
