"""The log of a run as a window onto the database (DESIGN §7)."""
