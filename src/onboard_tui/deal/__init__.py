"""What the answers mean for the deal: flags, steering, verdict, the next best question; pure."""
