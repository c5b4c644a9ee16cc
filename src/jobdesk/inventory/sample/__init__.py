"""A sample inventory: an invented company's network, the same for the same seed."""
