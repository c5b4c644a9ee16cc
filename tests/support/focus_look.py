"""Finds controls that look the same with and without the keyboard, in every palette."""

import operator

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget
from tests.support.layout import place_of

from jobdesk.ui.theme import MODES, Theme, apply_theme

_AROUND_PX = 3  # a ring may stand outside of its control
_LEAST_PIXELS = 30  # a caret alone is no sign of focus


def unseen_focus(window, known):
    """Kinds of controls of a window, not yet in `known`, of which focus is not seen.

    Args:
        window: what is shown; left in the light palette.
        known: kinds that were looked at; those of this window are added.
    """
    fresh = {}
    for widget in window.findChildren(QWidget):
        if takes_keys(widget) and (kind := kind_of(widget)) not in known:
            fresh.setdefault(kind, widget)
    known |= set(fresh)
    found = []
    for mode in MODES if fresh else ():
        _use(mode)
        for widget in fresh.values():
            if not shiboken6.isValid(widget):
                continue  # a list that was filled anew
            if widget.isVisible() and _changed_pixels(window, widget) < _LEAST_PIXELS:
                found.append(f"focus is not seen in {mode}: {place_of(widget)}")
    _use("light")
    return found


def _use(mode):
    if mode != Theme.current().mode:
        apply_theme(QApplication.instance(), mode)
    _settle()


def takes_keys(widget):
    """Tab stops at it."""
    return (
        widget.isVisible()
        and not widget.visibleRegion().isEmpty()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not isinstance(widget, QMenu)
        and not (isinstance(widget.parentWidget(), QLineEdit))
        and not widget.objectName().startswith("qt_")
    )


def kind_of(widget):
    """Controls of one kind look alike."""
    is_on = isinstance(widget, QAbstractButton) and widget.isChecked()
    ground = [widget.property(name) for name in ("kind", "place", "flat", "ground", "error")]
    name = widget.objectName()
    return (type(widget).__name__, name, is_on, *(str(each) for each in ground))


def _changed_pixels(window, widget):
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    _settle()
    if not widget.hasFocus():
        return _LEAST_PIXELS  # it hands the focus on
    focused = _picture(window, widget)
    widget.clearFocus()
    _settle()
    if not shiboken6.isValid(widget):
        return _LEAST_PIXELS  # the editor of a cell is there only while it has the focus
    plain = _picture(window, widget)
    if focused.size() != plain.size():
        return _LEAST_PIXELS
    changed = 0
    for y in range(focused.height()):
        one, other = focused.constScanLine(y).cast("I"), plain.constScanLine(y).cast("I")
        if one != other:
            changed += sum(map(operator.ne, one, other))
        if changed >= _LEAST_PIXELS:
            break
    return changed


def _picture(window, widget):
    if widget.objectName() == "chipLine":
        widget = widget.parentWidget()  # the field around it shows it
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    around = place.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)
    picture = window.grab(around & window.rect()).toImage()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def _settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
