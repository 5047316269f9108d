"""YAML text becomes a checked, immutable `Script`, or a list of problems."""
