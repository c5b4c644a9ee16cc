"""Walks all screens of the gallery for faults of layout, focus and menus; a line for each.

A program of its own, because the ratio of pixels (QT_SCALE_FACTOR) is settled when Qt starts:
`python -m tests.support.screen_walk [WORD] [PART/PARTS]`.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.gallery.__main__ import screens
from benchmarks.gallery.camera import Camera
from benchmarks.gallery.workspace import make_workspace
from PySide6.QtWidgets import QApplication
from tests.support.focus_look import unseen_focus
from tests.support.layout import faults
from tests.support.menus import button_faults, faults_of, menu_faults

from jobdesk.ui import background
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.theme import apply_theme

SIZES = ((1440, 900), (1024, 700), (960, 600))


def main(word: str = "", part: str = "1/1") -> int:
    """Walk the screens whose name has the word; returns how many were seen."""
    app = QApplication([])
    apply_theme(app, "light")
    seen, kinds, lists = 0, set(), set()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "Backbone lab"
        services = make_workspace(home)
        for name in _part(part, [name for name in screens() if word in name]):
            (home / "window.ini").unlink(missing_ok=True)
            camera = Camera(services, home, is_brisk=True)
            window = screens()[name](camera)
            if app.devicePixelRatio() > 1:  # menus, focus and narrow windows are the same
                _look(camera, window, name, *SIZES[0])
            else:
                _walk(camera, window, name)
                for fault in [
                    *_menu_faults(app),
                    *button_faults(window),
                    *menu_faults(window, lists),
                    *unseen_focus(window, kinds),
                ]:
                    print(f"{name}: {fault}", flush=True)
            camera.close()
            for window in app.topLevelWidgets():
                window.close()
            seen += 1
        background.shut_down()
        services.close()
    return seen


def _part(which, names):
    """The first, second … of several parts; neighbours begin with the same workspaces."""
    at, parts = (int(number) for number in which.split("/"))
    each = -(-len(names) // parts)
    return names[(at - 1) * each : at * each]


def _menu_faults(app):
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            yield from faults_of(window.sidebar.menu)


def _walk(camera, window, name):
    for width, height in SIZES if isinstance(window, MainWindow) else SIZES[:1]:
        _look(camera, window, name, width, height)


def _look(camera, window, name, width, height):
    if isinstance(window, MainWindow):
        window.resize(width, height)
    camera.settle()
    for fault in faults(window):
        print(f"{name} at {width}: {fault}", flush=True)


if __name__ == "__main__":
    print(f"{main(*sys.argv[1:])} screens")
