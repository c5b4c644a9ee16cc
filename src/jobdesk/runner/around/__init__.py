"""Small hooks around a run, one per file; each can be taken away."""
