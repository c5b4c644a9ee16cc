"""Walks all screens of the gallery and asks each of them all questions; a line for each fault.

Are words cut, do parts overlap, is focus seen, has every list a menu, has every control a name
and a role, is every command registered, is nothing left behind, and was nobody warned? One walk
for all of it: to build a screen costs more than to look at it.

A program of its own, because the ratio of pixels (QT_SCALE_FACTOR) is settled when Qt starts:
`python -W error -m tests.support.screen_walk [WORD]`.
"""

import gc
import sys
import tempfile
from pathlib import Path

from benchmarks.gallery.__main__ import screens
from benchmarks.gallery.camera import Camera
from benchmarks.gallery.workspace import make_workspace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.support.accessible import commands_beside_the_registry, unnamed_controls
from tests.support.alarms import Alarms
from tests.support.focus_look import unseen_focus
from tests.support.layout import faults
from tests.support.leaks import Started
from tests.support.menus import button_faults, faults_of, menu_faults

from jobdesk.ui import background
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.theme import apply_theme

SIZES = ((1440, 900), (1024, 700), (960, 600))


def main(word: str = "") -> int:
    """Walk the screens whose name has the word; returns how many were seen."""
    app = QApplication([])
    apply_theme(app, "light")
    walk = _Walk(app)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "Backbone lab"
        services = make_workspace(home)
        names = [name for name in screens() if word in name]
        for name in names:
            (home / "window.ini").unlink(missing_ok=True)
            camera = Camera(services, home, is_brisk=True)
            for fault in walk.faults_of(camera, screens()[name]):
                print(f"{name}{fault}", flush=True)
        services.close()
    return len(names)


class _Walk:
    def __init__(self, app):
        self._app = app
        self._kinds, self._lists = set(), set()
        self._alarms, self._started = Alarms(), Started()
        gc.freeze()  # what is there stays; passes look at the screens alone
        gc.disable()  # no window is taken apart in a thread

    def faults_of(self, camera, screen):
        """All that is wrong with a screen, which is put away."""
        window = screen(camera)
        if self._app.devicePixelRatio() > 1:  # the rest is the same
            yield from _look(camera, window, *SIZES[0])
        else:
            yield from _walk(camera, window)
            yield from (f": {fault}" for fault in self._asked(window))
        camera.close()
        del camera, window
        self._put_away()
        left = (" / ".join(place.split("\n")) for place in self._started.left())
        yield from (f": still running: {place}" for place in left)
        yield from (f": {heard}" for heard in self._alarms.heard())

    def _asked(self, window):
        for each in self._app.topLevelWidgets():
            if isinstance(each, MainWindow) and each.isVisible():
                yield from faults_of(each.sidebar.menu)
        yield from button_faults(window)
        yield from menu_faults(window, self._lists)
        yield from unseen_focus(window, self._kinds)

    def _put_away(self):
        background.shut_down()
        for window in self._app.topLevelWidgets():
            window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()  # widgets without a window cost the next screens their time


def _walk(camera, window):
    yield from _look(camera, window, *SIZES[0])
    yield from (f": {fault}" for fault in unnamed_controls(window))
    yield from (f": {fault}" for fault in commands_beside_the_registry(window))
    for size in SIZES[1:] if isinstance(window, MainWindow) else ():
        yield from _look(camera, window, *size)


def _look(camera, window, width, height):
    if isinstance(window, MainWindow):
        window.resize(width, height)
    camera.settle()
    yield from (f" at {width}: {fault}" for fault in faults(window))


if __name__ == "__main__":
    print(f"{main(*sys.argv[1:])} screens")
