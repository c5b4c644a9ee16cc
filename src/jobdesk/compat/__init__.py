"""The Nautobot names for job files; imported in children only."""
