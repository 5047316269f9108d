"""Answers in, what applies and what comes next out; pure."""
