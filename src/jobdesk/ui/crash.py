"""When JobDesk itself fails: the log, and a dialog with details to copy."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QWidget

from jobdesk import __version__
from jobdesk.ui import messages
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.text_dialog import TextDialog

_log = logging.getLogger("jobdesk.crash")
_SIZE = (720, 460)


def report_of(details: str) -> str:
    """What a report needs: versions and the trace, without secrets."""
    from jobdesk.jobs.redaction import redact

    head = (
        f"JobDesk {__version__}, Python {platform.python_version()}, "
        f"PySide6 {pyside_version}, Qt {qVersion()}, {platform.platform()}"
    )
    return redact(f"{head}\n\n{details.strip()}\n")


class CrashDialog(TextDialog):
    """Says that JobDesk failed, with everything a report needs. Runs are not touched."""

    def __init__(self, text: str, details: str, parent: QWidget | None = None) -> None:
        from jobdesk.jobs.redaction import redact

        super().__init__("JobDesk has a fault", report_of(details), "details", parent)
        self.resize(*_SIZE)
        sentence = "Runs are not touched: they go on in the agent. You may go on working."
        self.set_head(
            "bug",
            "bad",
            "Something in JobDesk went wrong",
            label(sentence, "body", "text2", wrap=True),
            label(redact(text), "body", wrap=True),
        )


class CrashHooks(QObject):
    """Catches what nobody caught, in any thread: logs it and tells the user once per text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()

    def install(self) -> None:
        """Take over Python's two hooks of last resort."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("not caught\n%s", text)
        if text not in self._told:  # a fault in a paint event comes sixty times a second
            self._told.add(text)
            messages.show_bug(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)
