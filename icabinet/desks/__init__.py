"""What the product does with files by itself: filing uploads, converting papers, reading programmes.

Doors in their own right: like the others they act through `performing`.
"""
