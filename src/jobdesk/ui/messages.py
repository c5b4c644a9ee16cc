"""The one way to speak to the user: plain functions outside, one bridge inside.

What is said before a window listens is kept and said when it does.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from jobdesk.ui.mnemonics import with_mnemonics


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell the user.

    Attributes:
        kind: "note", "error" (the world's fault) or "bug" (ours: the crash dialog).
        undo: takes back what the note tells of; offered for ten seconds.
    """

    kind: str
    text: str
    details: str = ""
    undo: Callable[[], object] | None = None


class MessageBridge(QObject):
    """Carries messages to the window.

    Signals:
        said(Message): on the thread of whoever listens.
    """

    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[Message] = []
        self._is_heard = False

    def say(self, message: Message) -> None:
        """Pass a message on, or keep it until somebody listens."""
        if self._is_heard:
            self.said.emit(message)
        else:
            self._kept.append(message)

    def listen(self, listener: Callable[[Message], None]) -> None:
        """Send all messages to `listener`, the kept ones first."""
        self.said.connect(listener)
        self._is_heard = True
        kept, self._kept = self._kept, []
        for message in kept:
            self.said.emit(message)

    def forget(self, listener: Callable[[Message], None]) -> None:
        """Stop sending to `listener`; messages are kept again."""
        self.said.disconnect(listener)
        self._is_heard = False


_bridge: MessageBridge | None = None


def bridge() -> MessageBridge:
    """The one bridge of this program."""
    global _bridge
    if _bridge is None:
        _bridge = MessageBridge()
    return _bridge


def show(text: str) -> None:
    """Say something in passing (a toast)."""
    bridge().say(Message("note", text))


def offer_undo(text: str, undo: Callable[[], object]) -> None:
    """Say what was done, without a question before it, and offer to take it back."""
    bridge().say(Message("note", text, undo=undo))


def show_error(text: str, details: str = "") -> None:
    """Say what went wrong and stays to be read; `details` can be copied."""
    bridge().say(Message("error", text, details))


def show_bug(error: BaseException) -> None:
    """Say that JobDesk itself failed, with everything a report needs."""
    details = "".join(traceback.format_exception(error))
    bridge().say(Message("bug", f"{type(error).__name__}: {error}", details))


class _Answer(QObject):
    """Calls `on_yes` when the verb was clicked; lives as long as its question."""

    def __init__(self, box: QMessageBox, verb: QPushButton, on_yes: Callable[[], None]) -> None:
        super().__init__(box)
        self._box = box
        self._verb = verb
        self._on_yes = on_yes
        box.buttonClicked.connect(self._on_clicked)

    @Slot(object)
    def _on_clicked(self, button: object) -> None:
        if button is self._verb:
            self._on_yes()


def ask(
    parent: QWidget,
    title: str,
    text: str,
    verb: str,
    on_yes: Callable[[], None],
    *,
    is_danger: bool = False,
    no: str = "Cancel",
) -> QMessageBox:
    """Ask before what cannot be undone; buttons carry verbs. Returns at once."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    no, verb = with_mnemonics(no, verb)
    cancel = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    yes.setProperty("kind", "dangerFill" if is_danger else "primary")
    box.setDefaultButton(cancel if is_danger else yes)
    box.setEscapeButton(cancel)
    _Answer(box, yes, on_yes)
    box.open()
    return box
