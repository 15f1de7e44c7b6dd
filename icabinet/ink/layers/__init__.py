"""The shared layer as a whole, hidden or frozen by chair or secretary; and what becomes of marks for some people."""
