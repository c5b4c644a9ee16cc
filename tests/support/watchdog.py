"""The promise that the window is never blocked, as tests hold it."""

PROMISED_MS = 50
PATIENCE = 3  # on a machine that others use, and with every check of the tests switched on
LIMIT_MS = PROMISED_MS * PATIENCE
