"""A document as a PDF file: the tree as JSON, set by one fixed template."""
