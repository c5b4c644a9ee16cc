"""The area where a file is dropped, pasted or chosen."""

from os.path import isfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from jobdesk.ui.form.file_facts import FileFacts
from jobdesk.ui.form.words import size_text
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label

DROP_WIDTH = 330
_TILE = 36


class FileDrop(QFrame):
    """A dashed area that takes one file.

    Signals:
        chosen(str): a file came by drop or paste.
        choose_requested(): the user wants the file dialog.
        clear_requested(): the user wants no file.
        recent_requested(): the user wants one of the last files.
        stop_requested(): the file need not be read to its end.
        menu_requested(QPoint): the menu, at this place of the screen.
    """

    chosen = Signal(str)
    choose_requested = Signal()
    clear_requested = Signal()
    recent_requested = Signal()
    stop_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, label_text: str) -> None:
        super().__init__()
        self._label = label_text
        self._is_over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = IconLabel("file-text", "accentText", 18)
        self.name = ElidedLabel("", "rowTitle")
        self.note = ElidedLabel("", "cell", "text2")
        self.clear = button("", "icon", icon="x", tip="Take the file away")
        self.clear.setAccessibleName(f"Take away the file of {label_text}")
        self.clear.clicked.connect(self.clear_requested)
        self._invite = label("", "cell", "text2")
        self.choose = button("choose…", "link", name=f"Choose a file for {label_text}")
        self.choose.clicked.connect(self.choose_requested)
        self.recent = button("recent…", "link", name=f"Recent files for {label_text}")
        self.recent.clicked.connect(self.recent_requested)
        self.recent.hide()  # until there are some
        self.stop = button("Stop", "link", name=f"Stop reading the file of {label_text}")
        self.stop.clicked.connect(self.stop_requested)
        self.stop.hide()
        self._arrange()
        self.show_empty()

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.clear)
        names.addLayout(first)
        second = QHBoxLayout()
        second.addWidget(self.note, 1)
        second.addWidget(self.stop)
        names.addLayout(second)
        top = QHBoxLayout()
        top.setSpacing(12)
        tile = QFrame()
        tile.setObjectName("iconTile")
        tile.setProperty("tone", "accent")
        tile.setFixedSize(_TILE, _TILE)
        centre = QHBoxLayout(tile)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignCenter)
        top.addWidget(tile)
        top.addLayout(names, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(4)
        bottom.addWidget(IconLabel("upload-simple", "text2", 14))
        bottom.addSpacing(4)
        bottom.addWidget(self._invite)
        bottom.addWidget(self.choose)
        bottom.addWidget(self.recent)
        bottom.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 10)
        column.addLayout(top)
        column.addStretch(1)
        column.addLayout(bottom)

    def show_empty(self) -> None:
        """No file is chosen."""
        self._show("No file chosen", "", has_file=False)

    def show_hint(self, text: str) -> None:
        """No file is chosen, but something is known of an earlier one."""
        self._show("No file chosen", text, has_file=False)

    def show_file(self, file: Path) -> None:
        """A file is chosen; its facts are still being read."""
        self._show(file.name, "", has_file=True)
        self.name.setToolTip(str(file))

    def show_facts(self, facts: FileFacts) -> None:
        """Size, encoding, rows and hash of the chosen file."""
        parts = [size_text(facts.size), facts.encoding]
        if facts.preview is not None and facts.preview.row_count is not None:
            count = facts.preview.row_count
            unit = "row" if facts.preview.columns else "line"
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
        parts.append(f"SHA-256 {facts.sha256[:4]}…")
        self.show_note(", ".join(parts))
        self.note.setToolTip(f"SHA-256 {facts.sha256}")

    def show_reading(self, size: int, done: int) -> None:
        """How far a large file has been read, with a way to stop."""
        percent = 100 * done // max(size, 1)
        self.note.setText(f"{size_text(size)}, read {percent} %" if size else "Reading…")
        self.stop.show()

    def show_note(self, text: str) -> None:
        """One line below the name."""
        self.stop.hide()
        self.note.setText(text)
        self.setAccessibleName(f"{self._label}: {self.name.text()}, {text}".rstrip(", "))

    def _show(self, name: str, note: str, *, has_file: bool) -> None:
        self.name.setText(name)
        self.name.setToolTip("")
        self._icon.setEnabled(has_file)
        self.clear.setVisible(has_file)
        verb = "Drop another, paste, or" if has_file else "Drop a file, paste, or"
        self._invite.setText(verb)
        self.show_note(note)

    def _mark_drop(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    @Slot()
    def paste(self) -> None:
        """Take the file that is on the clipboard."""
        path = dropped_file(QGuiApplication.clipboard().mimeData())
        if path:
            self.chosen.emit(path)
        else:
            self.show_note("The clipboard holds no file and no path of one.")

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the dashed line, which a style sheet draws as dots."""
        del event
        theme = Theme.current()
        token, width = "control", 1
        if self.property("error"):
            token, width = "bad", 2
        elif self._is_over or self.hasFocus():
            token, width = "accent", 2
        pen = QPen(theme.color(token), width)
        pen.setDashPattern([4 / width, 3 / width])
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.setBrush(theme.color("accentTint" if self._is_over else "sunken"))
            inset = width / 2
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, theme.radius("card"), theme.radius("card"))
        finally:
            painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that a file may be dropped."""
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self._mark_drop(is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self._mark_drop(is_over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self._mark_drop(is_over=False)
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the file; by the menu key, too."""
        self.menu_requested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, open the dialog, or take the file away by key."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_requested.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_requested.emit()
        else:
            super().keyPressEvent(event)


def dropped_file(data: QMimeData | None) -> str:
    """The one local file in dragged or copied data; empty when there is none."""
    if data is None:
        return ""
    for url in data.urls():
        if url.isLocalFile() and isfile(url.toLocalFile()):  # noqa: PTH113 - pathlib raises for names that are too long
            return url.toLocalFile()
    text = data.text().strip().strip('"') if data.hasText() else ""
    if text and "\n" not in text and len(text) < 4096 and isfile(text):  # noqa: PTH113 - pathlib raises for names that are too long
        return text
    return ""
