"""The inventory in the window: tree, list, detail, edits."""
