"""The promise that the window is never blocked, as tests hold it."""

from benchmarks.watchdog import Watchdog

PROMISED_MS = 50
PATIENCE = 3  # on a machine that others use, and with every check of the tests switched on
LIMIT_MS = PROMISED_MS * PATIENCE


class Guard:
    """Lets acts be done, and keeps those that blocked the window for too long."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.dog = Watchdog(has_witness=True)
        self.blocks: list[str] = []

    def act(self, name, do, until=None) -> None:
        """Do it, wait until it is there, let the loop come to rest."""
        self.dog.start()
        do()
        if until is not None:
            self._qtbot.waitUntil(until)
        self._qtbot.wait(30)
        blocked = self.dog.stop()
        if blocked > LIMIT_MS:
            said = f"{name}: blocked for {blocked:.0f} ms, at most {LIMIT_MS}"
            self.blocks.append(f"{said}\n{self.dog.where}")
