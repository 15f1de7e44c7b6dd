"""The attendance of a meeting for people to read, print and take along: a page, a spreadsheet and a document."""
