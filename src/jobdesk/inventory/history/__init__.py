"""The change log as it is read, shown and taken back."""
