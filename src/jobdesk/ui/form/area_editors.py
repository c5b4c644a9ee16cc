"""The editor of several lines of text."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedLayout,
    QWidget,
)

from jobdesk.ui.form.editor import Editor
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

_MOST_LINES = 10
_UNBROKEN_CHARS = 2_000


class AreaEditor(Editor):
    """Several lines of text; behind a cover when sensitive and not being edited."""

    _fewest_lines = 4

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.area = TextArea()
        self.area.setTabChangesFocus(True)
        self._page = self._make_page()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._page)
        self._cover = _Cover(self.label)
        self._cover.button.clicked.connect(self._on_cover_clicked)
        self._stack.addWidget(self._cover)
        self._fit_height()
        self.area.textChanged.connect(self._on_area_text_changed)
        self._adopt(self.area)
        if options.get("sensitive"):
            self.area.installEventFilter(self)

    def _make_page(self) -> QWidget:
        """What is shown while the text may be seen."""
        return self.area

    def _fit_height(self) -> None:
        """Give the area the height of its lines, within limits; not while it is typed in."""
        lines = min(max(self.area.blockCount(), self._fewest_lines), _MOST_LINES)
        metrics = QFontMetricsF(self.area.font())
        margins = 2 * (self.area.document().documentMargin() + self.area.frameWidth() + 4)
        self.setFixedHeight(round(metrics.lineSpacing() * lines + margins))

    def value(self) -> str:
        """The text as typed."""
        return self.area.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.area.take_text("" if value is None else str(value))
        self._fit_height()
        self._hide_when_sensitive()

    @Slot()
    def _on_area_text_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_cover_clicked(self) -> None:
        self._stack.setCurrentWidget(self._page)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_when_sensitive(self) -> None:
        if self.options.get("sensitive") and self.value() and not self.area.hasFocus():
            self._stack.setCurrentWidget(self._cover)
            self.setFocusProxy(self._cover.button)
        else:
            self._stack.setCurrentWidget(self._page)
            self.setFocusProxy(self.area)

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover a secret when the focus leaves it."""
        is_left = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
        if is_left and watched is self.area and not _is_to_menu(event):
            self._hide_when_sensitive()
        return super().eventFilter(watched, event)


def _is_to_menu(event: QEvent) -> bool:
    """The keyboard goes to a menu of the field, and comes back."""
    reason = Qt.FocusReason.PopupFocusReason
    return isinstance(event, QFocusEvent) and event.reason() == reason


class TextArea(QPlainTextEdit):
    """Takes long lines without spaces, as of a certificate, without holding up the window.

    Qt looks for a place to break them for seconds (1.5 s for 100,000 characters, measured).
    """

    def take_text(self, text: str) -> None:
        """Show another text."""
        self._break_anywhere(text)
        self.setPlainText(text)

    def _break_anywhere(self, text: str) -> None:
        if len(text) > _UNBROKEN_CHARS and max(map(len, text.split())) > _UNBROKEN_CHARS:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    # Qt overrides

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's name
        """Paste, or drop."""
        self._break_anywhere(source.text())
        super().insertFromMimeData(source)


class _Cover(QFrame):
    """Stands before a secret text."""

    def __init__(self, label_text: str) -> None:
        super().__init__()
        self.setObjectName("well")
        self.button = button("Show and edit", "link", name=f"Show and edit {label_text}")
        words = label("Hidden while you are not editing it.", "cell", "text2")
        row = QHBoxLayout(self)
        row.addWidget(words)
        row.addWidget(self.button)
        row.addStretch(1)
