"""The places of job hooks and job buttons."""
