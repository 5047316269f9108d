"""A draft or a record becomes the bytes of one format, and a file."""
