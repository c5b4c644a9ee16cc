"""The profile of a run: table of calls, flame view, comparison."""
