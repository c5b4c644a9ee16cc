"""Screens of the drawings: a rack, a tree of prefixes, the way of cables."""

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery import drawing_data
from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_parts import desk_of
from jobdesk.ui.inventory.path_view import PathView
from jobdesk.ui.inventory.prefix_tree import PrefixTree
from jobdesk.ui.inventory.rack_view import RackView

_drawn: drawing_data.Found = {}


def _draw(runs: RunDesk) -> None:
    _drawn.update(runs.services.inventory.call(drawing_data.make))


def _shown(
    camera: Camera, kind: type[QWidget], size: tuple[int, int], what: str
) -> tuple[Camera, QWidget]:
    own, _ = desk_of(camera, _draw)
    view = kind(own.session)
    view.resize(*size)
    view.show_object(*_drawn[what])
    view.show()
    camera.at_close[:0] = [view.close, view.deleteLater]
    own.settle(700)
    return own, view


def rack(camera: Camera) -> QWidget:
    """A rack with devices on both faces."""
    own, view = _shown(camera, RackView, (620, 620), "rack")
    view.units.choose(4)
    view.units.setFocus()
    own.settle()
    return view


def prefixes(camera: Camera) -> QWidget:
    """A prefix in its tree, one inside it opened."""
    own, view = _shown(camera, PrefixTree, (620, 360), "prefix")
    view.model.open(2)
    own.settle(600)
    return view


def path(camera: Camera) -> QWidget:
    """A way through two panels."""
    return _shown(camera, PathView, (460, 420), "port")[1]


def broken_path(camera: Camera) -> QWidget:
    """A way that ends behind a panel."""
    return _shown(camera, PathView, (460, 260), "open port")[1]


SCREENS = {
    "16-drawing-rack": rack,
    "16-drawing-prefixes": prefixes,
    "16-drawing-path": path,
    "16-drawing-path-broken": broken_path,
}
