"""Small shared widgets, one job each."""
