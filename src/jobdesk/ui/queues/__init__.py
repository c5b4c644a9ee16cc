"""The queue board: what runs, what waits and in which order, and every change of it."""
