"""Screens of job hooks and job buttons: chosen, being made, wrong, empty."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget
from tests.support.starter_desk import StarterDesk

from benchmarks.gallery.camera import Camera
from jobdesk.ui.main_window import BUTTONS, HOOKS

_LONG_MS = 1500  # Django is imported for the first of them


def _desk_of(camera: Camera, place: str, *, is_filled: bool = True) -> tuple[Camera, QWidget]:
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    home = Path(folder.name) / "Backbone lab"
    desk = StarterDesk(home)
    if is_filled:
        desk.fill()
    own = camera.beside(desk.services, home)
    camera.at_close += [own.close, desk.close, folder.cleanup]
    own.desk.show_place(place)
    own.settle(_LONG_MS)
    return own, own.window.strip.current_page


def hooks(camera: Camera) -> QWidget:
    """A hook with conditions and its trace."""
    own, page = _desk_of(camera, HOOKS)
    page.list.setCurrentIndex(page.model.index(1, 0))
    page.list.setFocus()
    own.settle()
    return own.window


def hook_broken(camera: Camera) -> QWidget:
    """A hook whose job cannot run."""
    own, page = _desk_of(camera, HOOKS)
    page.list.setCurrentIndex(page.model.index(3, 0))
    own.settle()
    return own.window


def hook_wrong(camera: Camera) -> QWidget:
    """A new hook with everything wrong."""
    own, page = _desk_of(camera, HOOKS)
    page.begin_new()
    page.form.conditions.add_field.click()
    page.save()
    own.settle(_LONG_MS)
    return own.window


def hooks_empty(camera: Camera) -> QWidget:
    """No hook yet."""
    own, _ = _desk_of(camera, HOOKS, is_filled=False)
    own.desk.first_run.hide()
    return own.window


def buttons(camera: Camera) -> QWidget:
    """A button in a group."""
    own, page = _desk_of(camera, BUTTONS)
    page.list.setCurrentIndex(page.model.index(1, 0))
    page.list.setFocus()
    own.settle()
    return own.window


SCREENS = {
    "20-hooks": hooks,
    "20-hooks-broken": hook_broken,
    "20-hooks-wrong": hook_wrong,
    "20-hooks-empty": hooks_empty,
    "21-buttons": buttons,
}
