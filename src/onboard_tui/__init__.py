"""Interview a customer in the terminal, judge the deal and draft the contract."""

__version__ = "0.1.0"
