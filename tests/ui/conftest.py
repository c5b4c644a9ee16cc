"""Every GUI test starts in the light theme and leaves nothing running (napari's leak guard)."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.support.collector import collected_at_the_end
from tests.support.leaks import Started
from tests.support.run_desk import RunDesk

from jobdesk.ui import background, messages, tasks
from jobdesk.ui.theme import Theme, apply_theme


@pytest.fixture(autouse=True)
def collector(qapp):
    """Windows are taken apart in the thread that made them, as in the program."""
    with collected_at_the_end():
        yield


@pytest.fixture(autouse=True)
def themed(collector, qapp):
    """Fonts, palette and style sheet as in the program."""
    if not qapp.styleSheet() or Theme.current().mode != "light":
        apply_theme(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def keys_up(collector, qapp):
    """Let go of Ctrl and Shift: Qt keeps a test's last ones, and `selectRow` obeys them."""
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def quiet_bridge(collector, monkeypatch):
    """A message bridge and tasks of its own, so that no test hears another one."""
    monkeypatch.setattr(messages, "_bridge", None)
    monkeypatch.setattr(tasks, "_list", None)


@pytest.fixture(autouse=True)
def leak_guard(collector, monkeypatch, qapp):
    """Fail a test that leaves a timer, thread or process running, or a window open."""
    started = Started(monkeypatch.setattr)
    yield
    background.shut_down(30)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in windows:
        window.close()
    left = started.left()
    if windows:
        names = ", ".join(type(window).__name__ for window in windows)
        pytest.fail(f"still visible: {names}; close it or give it to qtbot.addWidget")
    if left:
        pytest.fail("still running; stop it in the test or its closeEvent:\n" + left[0])


@pytest.fixture(scope="session")
def prepared_home(qapp, tmp_path_factory):
    """A new workspace; the tests copy it, which is quicker than making one."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    RunDesk(home).close()
    return home


@pytest.fixture
def said(quiet_bridge):
    """The words of every message, in order."""
    heard = []
    messages.bridge().listen(lambda message: heard.append(message.text))
    return heard
