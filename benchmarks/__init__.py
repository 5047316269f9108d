"""What the app costs, always as a ratio to the least that the same thing can cost on this machine."""
