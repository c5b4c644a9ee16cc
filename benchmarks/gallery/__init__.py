"""Pictures of every screen, light and dark, from a real workspace: `make gallery`."""
