"""What the seller sees: keys become `Workspace` calls, results become pictures."""
