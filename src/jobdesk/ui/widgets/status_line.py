"""The line at the bottom: the agent's state in a sentence, counts, what is running."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

_STATES = {  # state: (colour of the dot, sentence, button)
    "ready": ("okFill", "Agent ready", ""),
    "starting": ("warnFill", "Agent starting", ""),
    "unreachable": ("badFill", "Agent not reachable \N{EN DASH}", "Start"),
}
_TIPS = {
    "ready": "The agent hosts the runs of this workspace. They go on without this window.",
    "starting": "The agent hosts the runs of this workspace; it is being started.",
    "unreachable": "Without the agent nothing runs. What is asked for waits until it is there.",
}


class StatusLine(QFrame):
    """Always there, never in the way.

    Signals:
        start_requested(): start the agent.
    """

    start_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._dot = _Dot()
        self._sentence = label("", "cell", "text2")
        self.start_button = button("", "link")
        self._counts = label("", "cell", "text2")
        self._running = label("", "cell", "text2")
        self.start_button.clicked.connect(self.start_requested)
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(14, 1, 16, 0)
        line.setSpacing(6)
        line.addWidget(self._dot)
        line.addWidget(self._sentence)
        line.addWidget(self.start_button)
        line.addSpacing(12)
        line.addWidget(self._counts)
        line.addStretch(1)
        line.addWidget(self._running)
        self.setMinimumHeight(Theme.current().size("statusLine"))
        self.show_agent("starting")

    @property
    def sentence(self) -> str:
        """What is said about the agent."""
        return self._sentence.text()

    def show_agent(self, state: str) -> None:
        """Say how the agent is: ready, starting or unreachable."""
        token, sentence, verb = _STATES[state]
        self._dot.set_token(token)
        self._sentence.setText(sentence)
        self._sentence.setToolTip(_TIPS[state])
        self.start_button.setText(verb)
        self.start_button.setAccessibleName("Start the agent")
        self.start_button.setVisible(bool(verb))

    def add(self, part: QWidget) -> None:
        """Take a part more, left of what is running."""
        self._line.insertWidget(self._line.indexOf(self._running), part)

    def show_counts(self, text: str) -> None:
        """Say what is shown and selected."""
        self._counts.setText(text)

    def show_running(self, text: str) -> None:
        """Say what is running."""
        self._running.setText(text)


class _Dot(QWidget):
    """A coloured dot; the sentence beside it says the same."""

    accessible_role = Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self._token = "idleFill"
        self.setFixedSize(8, 8)

    def set_token(self, token: str) -> None:
        """Take another colour."""
        self._token = token
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        del event
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Theme.current().color(self._token))
            painter.setBrush(Theme.current().color(self._token))
            painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        finally:
            painter.end()
