"""The checks of a draft: what a paper asks for and does not give, and what could be said more plainly."""
