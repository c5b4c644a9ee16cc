"""Views of values that a run gave back or wrote: tree, grid, picture, text."""
