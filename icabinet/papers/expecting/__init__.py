"""Papers that are expected: who is to deliver what until when, what has come, and what the secretary says to it."""
