"""LogMemory: how a person likes to read logs; the same for every run."""

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal, Slot

from jobdesk.ui.layout_state import LayoutState

_WRITE_MS = 300


class LogMemory(QObject):
    """Reads and keeps choices by name; without settings it forgets them with the panel.

    Signals:
        taken(): the choices are others: the layout was reset, or that was taken back.
    """

    taken = Signal()

    def __init__(self, settings: QSettings | None, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        if isinstance(settings, LayoutState):
            settings.taken.connect(self.taken)
        self._late = QTimer(self, singleShot=True, interval=_WRITE_MS)
        self._late.setTimerType(Qt.TimerType.CoarseTimer)
        self._late.timeout.connect(self.write)

    def flag(self, name: str, usual: bool) -> bool:
        """A choice between two."""
        kept = self._kept(name)
        return usual if kept is None else str(kept).lower() in ("true", "1")

    def number(self, name: str, usual: int) -> int:
        """A size or a step."""
        try:
            return int(str(self._kept(name)))
        except ValueError:
            return usual

    def word(self, name: str, usual: str) -> str:
        """One of several."""
        kept = self._kept(name)
        return usual if kept is None else str(kept)

    def keep(self, name: str, value: bool | int | str) -> None:
        """Remember a choice; written soon, or with `write`."""
        if self._settings is not None:
            self._settings.setValue(f"log/{name}", value)
            self._late.start()

    @Slot()
    def write(self) -> None:
        """Write what was chosen since the last time."""
        self._late.stop()
        if self._settings is not None:
            self._settings.sync()

    def _kept(self, name: str) -> object:
        return None if self._settings is None else self._settings.value(f"log/{name}")
