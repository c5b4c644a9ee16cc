"""Objects from a running Nautobot (or NetBox) over its REST interface."""
