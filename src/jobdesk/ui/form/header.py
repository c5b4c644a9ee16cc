"""The head of the run dialog: what is run, in one sentence."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.models.records import JobRecord
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel

_MARGIN = 24
_HISTORY_TIP = "Inputs of earlier runs (Ctrl+H)"
_PRESETS_TIP = "Inputs saved under a name (Ctrl+P)"
_COPY_TIP = "Copy the inputs for elsewhere, or paste them (Ctrl+Shift+C)"
_NOT_KEPT = "This job has sensitive variables: its inputs are not kept"


class RunHeader(QFrame):
    """Icon, name and the first line of the description of a job; the ways to fill the form.

    Signals:
        history_requested(), presets_requested(): open these drop-downs.
    """

    history_requested = Signal()
    presets_requested = Signal()

    def __init__(self, job: JobRecord, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialogHeader")
        self.setFixedHeight(Theme.current().size("dialogHeader"))
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel("places/Jobs", "accentText", 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        row.addLayout(words, 1)
        words.addStretch(1)
        self._name = job.name
        self._title = ElidedLabel("", "pane")
        words.addWidget(self._title)
        sentence = first_sentence(job)
        if sentence:
            words.addWidget(ElidedLabel(sentence, "cell", "text2"))
        words.addStretch(1)
        self.history = button("History", "ghost", icon="action/history")
        self.presets = button("Presets", "ghost", icon="action/presets")
        self.history.clicked.connect(self.history_requested)
        self.presets.clicked.connect(self.presets_requested)
        for one, tip in ((self.history, _HISTORY_TIP), (self.presets, _PRESETS_TIP)):
            one.setEnabled(not job.has_sensitive_variables)
            one.setToolTip(_NOT_KEPT if job.has_sensitive_variables else tip)
            row.addWidget(one)
        self.copy_as = button("Copy as", "ghost", icon="action/copy_as", tip=_COPY_TIP)
        row.addWidget(self.copy_as)

    def say_what(self, *, is_preview: bool) -> str:
        """Show, and give back, what is done with the job: it is run, or previewed."""
        title = f"{'Preview' if is_preview else 'Run'} “{self._name}”"
        self._title.setText(title)
        return title


def first_sentence(job: JobRecord) -> str:
    """How the description begins, in plain words, and whether the code changed since."""
    paragraph = " ".join(job.description.strip().partition("\n\n")[0].split())
    first = re.split(r"(?<=[.!?]) ", re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", paragraph))[0]
    if first and not first.endswith((".", "!", "?", ":")):
        first += "."
    if job.is_changed_since_review:
        first = f"{first} Its code changed since it was reviewed."
    return first.strip()
