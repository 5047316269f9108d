"""Proofs over all answers: what can be reached, raised and decided, each with an example of how."""
