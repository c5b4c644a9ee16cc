"""A check box whose words end in … where they do not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

_NARROWEST = 80


class ElidedCheckBox(QCheckBox):
    """A check box that may be narrower than its words; the tooltip has them all."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Narrow, as high as ever."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tooltip only where something is missing."""
        super().resizeEvent(event)
        self.setToolTip(self.words if self.sizeHint().width() > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with its words shortened to the width."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(part, option, self).width()
        option.text = self.fontMetrics().elidedText(  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
            self.text(), Qt.TextElideMode.ElideRight, room, Qt.TextFlag.TextShowMnemonic
        )
        painter = QStylePainter(self)
        try:
            painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        finally:
            painter.end()
