"""The program's own log: a rotated file per process kind in `logs/`, redacted.

What jobs log goes elsewhere: to their journals. This file knows no rules of redaction, it is
handed them.
"""

import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_MAX_BYTES = 2 * 1024**2
_KEPT_FILES = 3


class _Redacting(logging.Formatter):
    """Formats a record with its traceback, then lets nothing secret through."""

    def __init__(self, redact: Callable[[str], str]) -> None:
        super().__init__(_FORMAT)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


def start_logging(
    folder: Path, name: str, redact: Callable[[str], str], level: int = logging.INFO
) -> logging.Handler:
    """Write warnings and news of this process to `folder/name.log`.

    Args:
        folder: the workspace's `logs/`; made when it is missing.
        name: window, agent or cli: each process kind has a file of its own.
        redact: applied to every line (`jobs.redaction.redact`).
        level: what is written, from this level up.

    Returns:
        The handler, for `stop_logging`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / f"{name}.log",
        maxBytes=_MAX_BYTES,
        backupCount=_KEPT_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(_Redacting(redact))
    handler.setLevel(level)
    logger = logging.getLogger("jobdesk")
    logger.setLevel(level)
    logger.addHandler(handler)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").addHandler(handler)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Take the handler away again and close its file."""
    for name in ("jobdesk", "py.warnings"):
        logging.getLogger(name).removeHandler(handler)
    logging.captureWarnings(False)
    handler.close()
