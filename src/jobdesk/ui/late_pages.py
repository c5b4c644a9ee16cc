"""Pages that nobody sees take another style when they are shown.

Qt polishes every widget of the program when its style changes and tells each of it, also those
of hidden pages, which are nine of ten: half of the time that the window is held up. Both are
left out for widgets that say they are not polished yet, or have a style of their own
(`QApplication::setStyle`, Qt 6.11); a page that is shown makes up for it.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
_HAS_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle


def put_off_hidden_pages() -> None:
    """Let the pages of all stacks that are not in front take the next style when shown."""
    for window in QApplication.topLevelWidgets():
        for stack in window.findChildren(QStackedWidget):
            for page in (stack.widget(at) for at in range(stack.count())):
                if page is not None and not page.isVisible() and not _is_late(page):
                    _Late(page)


def _is_late(page: QWidget) -> bool:
    return page.findChild(_Late, _NAME, _DIRECT) is not None


_NAME = "latePage"
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class _Late(QObject):
    """Keeps a page from the style until it is shown."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName(_NAME)
        for widget in (page, *page.findChildren(QWidget)):
            if widget.testAttribute(_POLISHED) and not widget.testAttribute(_HAS_OWN_STYLE):
                widget.setAttribute(_POLISHED, False)
                widget.setAttribute(_HAS_OWN_STYLE, True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make up for it once; before anything is painted."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            self.setObjectName("")
            self.deleteLater()
            _make_up_for(watched)
        return super().eventFilter(watched, event)


def _make_up_for(page: QWidget) -> None:
    for widget in (page, *page.findChildren(QWidget)):
        is_late = widget.testAttribute(_HAS_OWN_STYLE) and not widget.testAttribute(_POLISHED)
        if is_late:
            widget.setAttribute(_HAS_OWN_STYLE, False)
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
