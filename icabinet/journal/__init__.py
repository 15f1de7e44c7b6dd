"""The heart: facts, numbered, dated, attributed, hash-chained, projected and committed. It knows no feature."""
