"""What all models of the inventory share: bases, fields, querysets, names."""
