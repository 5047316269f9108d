"""The rows of the verdict screen, a module for each of its parts."""
