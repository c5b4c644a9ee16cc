"""The Run page and the history of runs."""
