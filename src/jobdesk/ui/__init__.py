"""The window: everything Qt Widgets."""
