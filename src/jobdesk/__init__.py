"""JobDesk: a desktop console for running, watching and governing jobs."""

__version__ = "0.1.0"
