"""Child processes that do the hard work on files: what is hostile or slow never runs beside the web.

`pool` is the web process's side; `jobs` is the table of what a child can do.
"""
