"""Objects out of and into files: CSV, JSON and YAML, by the names of the original's CSV."""
