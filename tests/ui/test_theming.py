import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget

from jobdesk.ui import theming
from jobdesk.ui.theme import Theme
from jobdesk.ui.theme_menu import ThemeMenu
from jobdesk.ui.theming import CHOICES, ThemeChoice, mode_of


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "window.ini")


def is_whole(app):
    """Palette and style sheet are those of the theme."""
    theme = Theme.current()
    is_palette = app.palette().color(QPalette.ColorRole.Window) == theme.color("canvas")
    return is_palette and app.styleSheet() == theme.style_sheet()


def choice(file):
    return ThemeChoice(QSettings(file, QSettings.Format.IniFormat))


def test_what_was_chosen_is_used_and_remembered(qtbot, qapp, file):
    theming = choice(file)
    theming.start(qapp)
    assert theming.chosen == "system"

    theming.choose("contrast")

    assert Theme.current().mode.startswith("highContrast")
    qtbot.waitUntil(lambda: is_whole(qapp))
    assert choice(file).chosen == "contrast"


def test_a_choice_that_does_not_exist_is_that_of_the_system(file):
    store = QSettings(file, QSettings.Format.IniFormat)
    store.setValue("window/theme", "purple")

    assert ThemeChoice(store).chosen == "system"


def test_a_theme_before_the_start_is_only_remembered(qapp, file):
    choice(file).choose("dark")

    assert Theme.current().mode == "light"
    assert mode_of("dark") == "dark"


def test_the_menu_shows_and_changes_the_choice(qtbot, qapp, file):
    theming = choice(file)
    theming.start(qapp)
    menu = ThemeMenu(theming, None)
    qtbot.addWidget(menu)

    assert [action.text() for action in menu.actions()] == list(CHOICES.values())
    menu.actions()[2].trigger()

    assert theming.chosen == "dark"
    assert Theme.current().mode == "dark"
    assert [action.isChecked() for action in menu.actions()] == [False, False, True, False]


def test_the_system_is_followed_while_the_program_runs(qtbot, qapp, file, monkeypatch):
    """The offscreen platform has no colour scheme: what the system says is put in its place."""
    kept = choice(file)
    kept.start(qapp)
    hints = QGuiApplication.styleHints()

    monkeypatch.setattr(theming, "mode_of", lambda _: "dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert Theme.current().mode == "dark"

    monkeypatch.setattr(theming, "mode_of", lambda _: "highContrastDark")
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)

    assert Theme.current().mode == "highContrastDark"
    qtbot.waitUntil(lambda: is_whole(qapp))


def test_a_chosen_theme_stays_when_that_of_the_system_changes(qapp, file):
    kept = choice(file)
    kept.start(qapp)
    kept.choose("light")

    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert Theme.current().mode == "light"


def test_a_window_is_painted_only_when_all_of_it_has_the_new_palette(qtbot, qapp, file):
    """The passes over all widgets have turns of their own; what lies between is not seen."""
    window = QLabel("words")
    qtbot.addWidget(window)
    window.show()
    kept = choice(file)
    kept.start(qapp)

    kept.choose("dark")
    assert not window.updatesEnabled()
    assert not is_whole(qapp)
    kept.choose("contrast")
    assert not window.updatesEnabled()

    qtbot.waitUntil(window.updatesEnabled)
    assert Theme.current().mode.startswith("highContrast")
    assert is_whole(qapp)


def test_a_window_that_goes_meanwhile_is_no_trouble(qtbot, qapp, file):
    window = QLabel("words")
    window.show()
    kept = choice(file)
    kept.start(qapp)

    kept.choose("dark")
    window.close()
    window.deleteLater()

    qtbot.waitUntil(lambda: is_whole(qapp))


def test_a_hidden_page_takes_the_palette_when_it_is_shown(qtbot, qapp, file):
    theming = choice(file)
    theming.start(qapp)
    theming.choose("light")
    window, words = QMainWindow(), [QLabel("One"), QLabel("Two")]
    qtbot.addWidget(window)
    stack = QStackedWidget()
    window.setCentralWidget(stack)
    for label in words:
        label.setProperty("role", "text2")
        stack.addWidget(label)
    window.show()
    stack.setCurrentIndex(1)
    before = words[0].palette().color(QPalette.ColorRole.WindowText)
    assert before == Theme.current().color("text2")

    theming.choose("dark")
    qtbot.waitUntil(lambda: is_whole(qapp))
    now = Theme.current().color("text2")
    assert words[1].palette().color(QPalette.ColorRole.WindowText) == now
    theming.choose("contrast")
    theming.choose("dark")
    qtbot.waitUntil(lambda: is_whole(qapp))
    assert words[0].palette().color(QPalette.ColorRole.WindowText) == before

    stack.setCurrentIndex(0)

    assert words[0].palette().color(QPalette.ColorRole.WindowText) == now
    theming.choose("light")
    qtbot.waitUntil(lambda: is_whole(qapp))
    assert words[0].palette().color(QPalette.ColorRole.WindowText) == before
