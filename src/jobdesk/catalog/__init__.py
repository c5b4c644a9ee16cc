"""Where jobs come from: sources, discovery in a child process, refresh of Job records."""
