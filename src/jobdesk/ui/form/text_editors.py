"""Editors that are one line of text: strings, numbers, addresses; masked when sensitive."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from jobdesk.ui.form.editor import Editor, Repair
from jobdesk.ui.theme import Theme


class LineEditor(Editor):
    """One line of text, kept as typed."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.line = QLineEdit()
        self.line.setPlaceholderText(str(options.get("placeholder") or ""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line)
        self.line.textChanged.connect(self._on_line_text_changed)
        self._adopt(self.line)
        if self.is_masked:
            self._reveal = RevealButton(self.line, self.label)
            row.addWidget(self._reveal)

    @property
    def is_masked(self) -> bool:
        """The text is not shown unless asked for."""
        return bool(self.options.get("sensitive"))

    def value(self) -> str:
        """The text as typed."""
        return self.line.text()

    def set_value(self, value: Any) -> None:
        """Show a value as text."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    @Slot()
    def _on_line_text_changed(self) -> None:
        self.changed.emit()


class PasswordEditor(LineEditor):
    """One masked line, whatever the description says."""

    @property
    def is_masked(self) -> bool:
        """Always."""
        return True


class AddressEditor(LineEditor):
    """An address or a network."""

    def repair(self) -> Repair | None:
        """The network of an address whose host bits are set."""
        text = self.value().strip()
        try:
            given = ipaddress.ip_interface(text)
        except ValueError:
            return None
        if "/" not in text or given.ip == given.network.network_address:
            return None
        return Repair("Host bits are set.", str(given.network))


class RevealButton(QPushButton):
    """Shows and hides the text of a masked line."""

    def __init__(self, line: QLineEdit, label: str) -> None:
        super().__init__()
        self._line = line
        self._label = label
        self.setCheckable(True)
        self.setProperty("kind", "icon")
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    @Slot(bool)
    def _on_toggled(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        verb = "Hide" if is_shown else "Show"
        self.setToolTip(f"{verb} what is typed")
        self.setAccessibleName(f"{verb} {self._label}")
        self.setIcon(Theme.current().icon("eye-slash" if is_shown else "eye", "text2"))
