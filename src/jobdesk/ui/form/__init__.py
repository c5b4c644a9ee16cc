"""The run dialog: forms built from the descriptions of jobs."""
