"""The stores: each method is one transaction and gives back frozen records."""
