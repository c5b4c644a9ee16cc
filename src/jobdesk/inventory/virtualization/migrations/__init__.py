"""Written by `packaging/make_inventory.py`."""
