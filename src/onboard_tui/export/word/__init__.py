"""A document as a Word file: python-docx for the package, the tree walked into it."""
