"""The agenda: what a meeting deals with, in which order, and for how long."""
