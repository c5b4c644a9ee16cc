"""People, as jobs see them."""
