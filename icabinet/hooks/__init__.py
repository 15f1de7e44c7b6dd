"""Webhooks: programs outside are told what happens, signed, in order of time, and again until they have heard it."""
