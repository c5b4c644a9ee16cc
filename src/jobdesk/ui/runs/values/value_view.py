"""ValueView: one value in the view that suits it, and the other views one key away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.runs.values.actions import RAW as RAW_COMMAND
from jobdesk.ui.runs.values.content import (
    DOCUMENT,
    PICTURE,
    RAW,
    TABLE,
    TREE,
    VIEW_WORDS,
    Content,
)
from jobdesk.ui.runs.values.document_view import DocumentView
from jobdesk.ui.runs.values.grid_view import GridView
from jobdesk.ui.runs.values.json_view import JsonView
from jobdesk.ui.runs.values.picture_view import PictureView
from jobdesk.ui.runs.values.raw_view import RawView
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, label
from jobdesk.ui.widgets.saving import ask_where, save_text
from jobdesk.ui.widgets.view_switch import ViewSwitch

_ENDINGS = {"json": "json", "markdown": "md"}


class ValueView(QWidget):
    """Title, switch and tools on a line; below it tree, table, document, picture or text.

    The view a user chose is taken again for the next value that offers the same views.
    """

    def __init__(self, name: str, store: QSettings | None, key: str) -> None:
        super().__init__()
        self._name = name
        self._store = store
        self._key = key
        self._content = Content()
        self._filled: set[str] = set()
        self._before_raw = ""
        self._views: dict[str, QWidget] = {}
        self.title = label(name, "section")
        self.said = ElidedLabel("", "cell", "text2")
        show_raw = ActionRegistry(self).make(RAW_COMMAND, self.toggle_raw)
        tips = {RAW: show_raw.toolTip()}
        self.switch = ViewSwitch(VIEW_WORDS, f"{name}: how it is shown", tips)
        self.copy = button("Copy", icon="action/copy", tip=f"Copy the whole {name.lower()}")
        self.save = button("Save…", icon="action/export", tip="Save it in a file")
        self._stack = QStackedWidget()
        self._build()
        self.switch.chosen.connect(self._on_chosen)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.switch)
        head.addWidget(self.said, 1)
        head.addWidget(self.copy)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        hand_focus(self, self._stack)

    @property
    def current(self) -> str:
        """The name of the view that is shown."""
        return self.switch.current

    @property
    def content(self) -> Content:
        """What is shown."""
        return self._content

    def view(self, name: str) -> QWidget:
        """A view, made when it is first asked for."""
        if name not in self._views:
            made = self._make(name)
            self._views[name] = made
            self._stack.addWidget(made)
        return self._views[name]

    def show_content(self, content: Content) -> None:
        """Show something else, in the view the user likes for such a thing."""
        self._content = content
        self._filled.clear()
        self._before_raw = ""
        self.said.setText(content.said)
        self.switch.offer(content.views)
        remembered = self._remembered()
        chosen = remembered if remembered in content.views else content.views[0]
        self.switch.choose(chosen)
        self._show(chosen)

    def focus_search(self) -> None:
        """Go to the search field of the view, where it has one."""
        seek = getattr(self._stack.currentWidget(), "focus_search", None)
        if seek is not None:
            seek()

    @Slot()
    def toggle_raw(self) -> None:
        """Go to the text as it is, or back to where one came from."""
        if self.current != RAW:
            before = self.current
            self._choose(RAW)
            self._before_raw = before
        elif self._before_raw or len(self._content.views) > 1:
            self._choose(self._before_raw or self._content.views[0])

    def _choose(self, name: str) -> None:
        self.switch.choose(name)
        self._on_chosen(name)

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        if self._store is not None:
            self._store.setValue(self._memory_key(), name)
            self._store.sync()
        self._show(name)
        self.view(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _memory_key(self) -> str:
        return f"{self._key}/view_{'_'.join(self._content.views)}"

    def _remembered(self) -> str:
        return "" if self._store is None else str(self._store.value(self._memory_key(), ""))

    def _make(self, name: str) -> QWidget:
        if name == TREE:
            return JsonView(self._name)
        if name == TABLE:
            return GridView(self._name)
        if name == PICTURE:
            return PictureView(self._name)
        if name == DOCUMENT:
            return DocumentView(self._name)
        return RawView(self._name)

    def _show(self, name: str) -> None:
        view, content = self.view(name), self._content
        if name not in self._filled:
            self._filled.add(name)
            if isinstance(view, JsonView):
                view.show_value(content.value)
            elif isinstance(view, GridView) and content.grid is not None:
                view.show_grid(content.grid, content.file_stem)
            elif isinstance(view, PictureView) and content.picture is not None:
                view.show_picture(content.picture)
            elif isinstance(view, DocumentView):
                view.show_markdown(content.text)
            elif isinstance(view, RawView):
                view.show_text(content.text, content.language)
        self._stack.setCurrentWidget(view)

    @Slot()
    def _on_copy(self) -> None:
        clipboard, picture = QGuiApplication.clipboard(), self._content.picture
        if picture is not None and self.current == PICTURE:
            clipboard.setImage(picture)
        else:
            clipboard.setText(self._content.text)
        messages.show(f"Copied the {self._name.lower()}.")

    @Slot()
    def _on_save(self) -> None:
        ending = _ENDINGS.get(self._content.language, "txt")
        name = f"{self._content.file_stem}.{ending}"
        dialog = ask_where(self, f"Save the {self._name.lower()}", name)
        dialog.fileSelected.connect(self._on_save_chosen)

    @Slot(str)
    def _on_save_chosen(self, name: str) -> None:
        save_text(self, Path(name), partial(str, self._content.text))
