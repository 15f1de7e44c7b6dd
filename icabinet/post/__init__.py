"""Word that leaves the house: what an e-mail says, the calendar that comes with it, and bringing it to the server."""
