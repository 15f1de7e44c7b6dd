"""Signatures on PDF files (PAdES): made in a child of their own that ends with each, checked by any child."""
