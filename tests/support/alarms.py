"""The alarms of the tests for a program beside them: what it was warned of, line by line."""

import logging
import sys
import threading
import traceback

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

_OFFSCREEN = "This plugin does not support "  # windows that this platform does not have
_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class Alarms(logging.Handler):
    """Hears warnings of Qt and of the program, and exceptions that nobody caught."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self._heard = []
        logging.getLogger("jobdesk").addHandler(self)
        qInstallMessageHandler(self._on_qt)
        sys.excepthook = self._on_error
        sys.unraisablehook = threading.excepthook = self._on_lost

    def emit(self, record):
        self._heard.append(f"log: {record.levelname}: {record.getMessage()}")

    def heard(self):
        """What was heard since the last time."""
        said, self._heard = self._heard, []
        return [" / ".join(each.splitlines()) for each in said]

    def _on_qt(self, kind, _context, text):
        if kind not in _QUIET and not text.startswith(_OFFSCREEN):
            self._heard.append(f"Qt: {text}")

    def _on_error(self, kind, error, trace):
        self._heard.append("".join(traceback.format_exception(kind, error, trace)))

    def _on_lost(self, told):
        self._on_error(told.exc_type, told.exc_value, told.exc_traceback)
