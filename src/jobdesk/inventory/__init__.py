"""The network that jobs work on: Django's ORM without the web framework."""
