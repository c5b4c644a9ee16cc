"""Finds by machine what an eye would: words that are cut, parts that overlap or stick out.

It knows widgets; what a view paints itself is looked at in the pictures of the gallery.
"""

from itertools import combinations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

_LAYOUT_TURNS = 4  # one for each layout in a layout
_SLACK_PX = 1  # halves of pixels at 125 % and 150 %
# What floats over its neighbours by design, with a ground of its own.
# The detail where there is no room beside the log; a grip over the edge of the sidebar.
FLOATING = {"LogDetail", "Pill", "QMenu", "SidebarEdge"}
FLOATING_NAMES = {"popover", "dropHint", "toast"}


def faults(root):
    """All that is wrong in what is seen of a window, in words."""
    for _ in range(_LAYOUT_TURNS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisible() and not _is_inside_of_qt(widget):
            where = place_of(widget)
            found += [f"{fault}: {where}" for fault in _faults_of(widget)]
    return sorted(set(found))


def place_of(widget):
    """A widget and who holds it."""
    said = getattr(widget, "text", None)
    words = f" “{said()}”" if isinstance(widget, QLabel | QAbstractButton) and said() else ""
    names = []
    while widget is not None and len(names) < 4:
        names.append(widget.objectName() or type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names) + words


def _faults_of(widget):
    yield from _cut(widget)
    yield from _squeezed(widget)
    if widget.parentWidget() is not None and not widget.isWindow():
        yield from _outside(widget)
    yield from _overlaps(widget)


def _is_inside_of_qt(widget):
    parent = widget.parentWidget()
    is_editor = isinstance(widget, QLineEdit) and isinstance(
        parent, QAbstractSpinBox | QComboBox
    )
    is_picture = isinstance(widget, QToolButton) and isinstance(parent, QLineEdit)
    return is_editor or is_picture or widget.objectName().startswith("qt_")


# Cut words


def _cut(widget):
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _cut_button(widget)
    elif isinstance(widget, QLineEdit):
        yield from _cut_hint(widget)
    elif isinstance(widget, QComboBox):
        yield from _cut_choice(widget)
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QTextEdit):
        yield from _cut_text(widget)
    elif isinstance(widget, QHeaderView):
        yield from _cut_heads(widget)


def _lacks(needed, given):
    return needed > given + _SLACK_PX


def _cut_label(label):
    text = label.text()
    if not text or not label.pixmap().isNull():
        return
    if hasattr(label, "is_elided"):
        if label.is_elided() and text not in label.toolTip():
            yield f"elided without a tooltip ({label.width()} px)"
        if _lacks(QFontMetrics(label.font()).height(), label.height()):
            yield f"cut in height, {label.height()} px"
        return
    if label.wordWrap():
        needed = QSize(0, label.heightForWidth(label.width()))
    else:
        needed = label.minimumSizeHint()
    if _lacks(needed.width(), label.width()):
        yield f"cut: has {label.width()} px of {needed.width()}"
    if _lacks(needed.height(), label.height()):
        yield f"cut in height: has {label.height()} px of {needed.height()}"


def _cut_button(button):
    needed = button.sizeHint()
    if not button.text() and button.icon().isNull() and not needed.isValid():
        return
    if _lacks(needed.width(), button.width()) and button.text() not in ("", button.toolTip()):
        yield f"cut: has {button.width()} px of {needed.width()}"
    if _lacks(needed.height(), button.height()):
        yield f"cut in height: has {button.height()} px of {needed.height()}"


def _cut_hint(field):
    hint = field.placeholderText()
    if field.text() or not hint:
        return
    icons = sum(
        each.width() + 4 for each in field.findChildren(QAbstractButton) if each.isVisible()
    )
    margins = field.textMargins()  # what was put into the field by hand stands in these
    taken = max(icons, margins.left() + margins.right())
    room = field.contentsRect().width() - taken
    if _lacks(field.fontMetrics().horizontalAdvance(hint), room):
        yield f"the hint “{hint}” is cut"


def _cut_text(text):
    """A text that would have to be scrolled, without a bar to do it with."""
    is_off = text.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    hidden = text.verticalScrollBar().maximum()
    if is_off and hidden > _SLACK_PX:
        yield f"{hidden} px of the text are cut"


def _cut_choice(box):
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + 4
    needed = box.fontMetrics().horizontalAdvance(box.currentText()) + icon
    if _lacks(needed, room.width()) and box.currentText() not in box.toolTip():
        yield f"“{box.currentText()}” is cut: has {room.width()} px of {needed}"


def _cut_tabs(bar):
    for at in range(bar.count()):
        rect = bar.tabRect(at)
        if not bar.isTabVisible(at) or not rect.intersects(bar.rect()):
            continue
        option_width = bar.tabSizeHint(at).width() if hasattr(bar, "tabSizeHint") else 0
        if _lacks(option_width, rect.width()) and bar.tabText(at) not in bar.tabToolTip(at):
            yield f"tab “{bar.tabText(at)}” is cut: has {rect.width()} px of {option_width}"


def _cut_heads(header):
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        words = model.headerData(section, header.orientation(), Qt.ItemDataRole.DisplayRole)
        tip = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        room = header.sectionSize(section) - 8  # the least padding of a section
        needed = QFontMetrics(header.font()).horizontalAdvance(str(words or ""))
        if _lacks(needed, room) and str(words) not in str(tip or ""):
            yield f"head “{words}” is cut: has {room} px of {needed}"


# Room


def _squeezed(widget):
    """Less room than the widget says it needs at least."""
    if isinstance(widget, QLabel | QAbstractButton | QAbstractScrollArea) or widget.isWindow():
        return
    layout = widget.layout()
    if layout is None and type(widget).__module__.startswith("PySide6"):
        return
    needed = widget.minimumSizeHint()
    high = needed.height()
    # A stack counts its hidden pages, in the width that each of them had last.
    has_stack = widget.findChild(QStackedWidget) or isinstance(widget, QStackedWidget)
    if layout is not None and layout.hasHeightForWidth() and not has_stack:
        high = layout.totalMinimumHeightForWidth(widget.width())
    if _lacks(needed.width(), widget.width()):
        yield f"squeezed: {widget.width()} px wide, needs {needed.width()}"
    if _lacks(high, widget.height()):
        yield f"squeezed: {widget.height()} px high, needs {high}"


def _outside(widget):
    parent = widget.parentWidget()
    if isinstance(parent.parentWidget(), QAbstractScrollArea) and (
        parent is parent.parentWidget().viewport()
    ):
        yield from _beyond_the_viewport(widget, parent)
        return
    if isinstance(parent, QAbstractScrollArea):
        return
    room = QRect(0, 0, parent.width(), parent.height())
    room.adjust(-_SLACK_PX, -_SLACK_PX, _SLACK_PX, _SLACK_PX)
    if not room.contains(widget.geometry()) and not _is_floating(widget):
        yield f"sticks out: {_text(widget.geometry())} in {_text(parent.rect())}"


def _beyond_the_viewport(widget, viewport):
    """What scrolls sideways without a bar to do it with."""
    area = viewport.parentWidget()
    is_off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if is_off and _lacks(widget.width(), viewport.width()):
        yield f"{widget.width()} px wide in a viewport of {viewport.width()}, without a bar"


def _overlaps(parent):
    if isinstance(parent, QAbstractScrollArea):
        return
    children = [
        each
        for each in parent.children()
        if isinstance(each, QWidget)
        and each.isVisible()
        and not each.isWindow()
        and not isinstance(each, QSplitterHandle)
        and not _is_floating(each)
    ]
    for one, two in combinations(children, 2):
        common = _ground_of(one) & _ground_of(two)
        if common.width() > _SLACK_PX and common.height() > _SLACK_PX:
            yield f"overlap of {_text(common)}: {place_of(one)} and {place_of(two)}"


def _ground_of(widget):
    """Where something of it is seen; behind its tabs a bar is empty."""
    place = widget.geometry()
    if not isinstance(widget, QTabBar):
        return place
    seen = QRect()
    for at in range(widget.count()):
        if widget.isTabVisible(at):
            seen |= widget.tabRect(at)
    return seen.translated(place.topLeft()) & place


def _is_floating(widget):
    names = {kind.__name__ for kind in type(widget).__mro__}
    return bool(names & FLOATING) or widget.objectName() in FLOATING_NAMES


def _text(rect):
    return f"{rect.width()}x{rect.height()} at {rect.x()},{rect.y()}"
