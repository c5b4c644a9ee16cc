"""TextDrag: text that is dragged out of a painted view, by the drag of Qt's own lists."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QListView, QWidget

_WIDTH_PX, _HEIGHT_PX = 140, 28  # of the picture at the pointer


class _TextModel(QStringListModel):
    """One row of words that stands for a text."""

    text = ""

    # Qt overrides

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The whole text."""
        del indexes
        data = QMimeData()
        data.setText(self.text)
        return data


class TextDrag(QListView):
    """Never shown: it is the list that the drag begins in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _TextModel(self)
        self.setModel(self._model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Dragged lines")
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.hide()

    def take(self, words: str, text: str) -> QMimeData:
        """Get ready to drag a text; `words` are shown at the pointer."""
        self._model.text = text
        self._model.setStringList([words])
        self.selectAll()
        return self._model.mimeData([])

    def drag(self, words: str, text: str) -> None:
        """Drag a text until it is dropped."""
        self.take(words, text)
        self.startDrag(Qt.DropAction.CopyAction)
