"""Marks of ours into PDF files, as annotations or burnt in, and the annotations of other programs out of them."""
