"""Which palette is wanted: that of the system, or one chosen by the person; remembered."""

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, Qt
from PySide6.QtWidgets import QApplication

from jobdesk.ui.late_pages import put_off_hidden_pages
from jobdesk.ui.theme import Theme, apply_theme, theme_steps

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
        self._change: _Change | None = None

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
        if app is None:
            return
        if not app.styleSheet() and self._change is None:
            apply_theme(app, wanted)
        elif Theme.current().mode != wanted:
            if self._change is not None:
                self._change.stop()
            self._change = _Change(app, wanted, self)
            self._change.done.connect(self._on_change_done)

    @Slot()
    def _on_change_done(self) -> None:
        self._change = None


class _Change(QObject):
    """Another palette, step by step in turns of their own; nobody sees what lies between.

    Each step goes over every widget of the program: together they would hold up the window.

    Signals:
        done(): all widgets have it, or another change has taken over.
    """

    done = Signal()

    def __init__(self, app: QApplication, mode: str, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = list(theme_steps(app, mode))
        put_off_hidden_pages()
        self._frozen = [
            w for w in app.topLevelWidgets() if w.isVisible() and w.updatesEnabled()
        ]
        for window in self._frozen:
            window.setUpdatesEnabled(False)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)
        self._on_turn()  # colours that are asked for from now on are the new ones
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest to another change."""
        self._turn.stop()
        self._thaw()
        self.deleteLater()

    @Slot()
    def _on_turn(self) -> None:
        self._steps.pop(0)()
        if not self._steps:
            self.stop()
            self.done.emit()

    def _thaw(self) -> None:
        for window in QApplication.topLevelWidgets():  # some may be gone
            if window in self._frozen:
                window.setUpdatesEnabled(True)


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
