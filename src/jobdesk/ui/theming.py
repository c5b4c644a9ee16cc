"""Which palette is wanted: that of the system, or one chosen by the person; remembered."""

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtGui import QGuiApplication, Qt
from PySide6.QtWidgets import QApplication

from jobdesk.ui.theme import Theme, apply_theme

SYSTEM, LIGHT, DARK, CONTRAST = "system", "light", "dark", "contrast"
CHOICES = {
    SYSTEM: "Follow the system",
    LIGHT: "Light",
    DARK: "Dark",
    CONTRAST: "High contrast",
}
_KEY = "window/theme"


class ThemeChoice(QObject):
    """Keeps the program in the palette that was chosen, while it runs and afterwards.

    Signals:
        changed(str): another one of CHOICES.
    """

    changed = Signal(str)

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._app: QApplication | None = None
        kept = str(store.value(_KEY, SYSTEM))
        self._chosen = kept if kept in CHOICES else SYSTEM

    @property
    def chosen(self) -> str:
        """One of CHOICES."""
        return self._chosen

    def start(self, app: QApplication) -> None:
        """Apply it, and follow the system from now on."""
        self._app = app
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._apply()

    def choose(self, choice: str) -> None:
        """Take one of CHOICES and remember it."""
        if choice == self._chosen:
            return
        self._chosen = choice
        self._store.setValue(_KEY, choice)  # written a moment later: the disk takes its time
        self._apply()
        self.changed.emit(choice)

    @Slot()
    def _on_system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        app = self._app
        wanted = mode_of(self._chosen)
        if app is not None and (Theme.current().mode != wanted or not app.styleSheet()):
            apply_theme(app, wanted)


def mode_of(choice: str) -> str:
    """The palette that a choice means now; one of `jobdesk.ui.theme.MODES`."""
    hints = QGuiApplication.styleHints()
    is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
    wants_contrast = (
        hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    if choice == CONTRAST or (choice == SYSTEM and wants_contrast):
        return "highContrastDark" if is_dark else "highContrastLight"
    if choice == SYSTEM:
        return "dark" if is_dark else "light"
    return choice
