"""The page that searches the logs of all runs."""
