"""How the questions of a script hang together, as a picture."""
