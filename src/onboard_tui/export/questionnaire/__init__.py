"""A whole interview on paper, before anything was asked."""
