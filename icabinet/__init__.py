"""I-Cabinet: paperless meetings of cabinets, People's Committees and councils.

Empty on purpose: the worker's children import this package and must stay small. `icabinet.app` puts it together.
"""
