"""LibreOffice, kept warm: started once by a child, then handed one document after the other over its own pipe.

`converting` is the way in. It reaches no network and few files, runs no macros, and dies with the child.
"""
