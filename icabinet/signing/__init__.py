"""Signatures (PAdES) on issued documents, by those who have to sign them. The signed file lies with the originals."""
