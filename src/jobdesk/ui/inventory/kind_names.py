"""Names that others know parts of this room by."""

OBJECT_TAB = "inventory object"
"""The kind of a tab that shows an object, as it is remembered."""
