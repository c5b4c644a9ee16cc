"""Writing the inventory one at a time, fair and visible: a database backend (DESIGN §4)."""
