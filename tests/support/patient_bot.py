"""The bot of pytest-qt with more patience."""

from pytestqt.qtbot import QtBot

_PATIENCE_MS = 30_000  # what takes a moment here takes its time on a machine that others use


class PatientBot(QtBot):
    """Waits for as long as a slow machine may take; pytest-qt gives up after 5 s."""

    def waitUntil(self, callback, *, timeout=_PATIENCE_MS):  # noqa: N802 -- a name of pytest-qt
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=_PATIENCE_MS, **more):  # noqa: N802 -- a name of pytest-qt
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=_PATIENCE_MS, **more):  # noqa: N802 -- a name of pytest-qt
        return super().waitSignals(signals, timeout=timeout, **more)
