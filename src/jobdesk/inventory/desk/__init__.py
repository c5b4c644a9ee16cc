"""The inventory as the window shows it: plain functions that give frozen records."""
