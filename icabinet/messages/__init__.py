"""Short messages with a purpose: calling for help, a word to everybody, the line between chair and secretaries.

There is no chat.
"""
