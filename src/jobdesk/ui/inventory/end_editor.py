"""EndEditor: an end of a cable: a device, circuit or power panel, then one of its ports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.inventory.desk.edit_records import Offer
from jobdesk.inventory.desk.records import FieldInfo, Reference, Value
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.finding_line import FindingLine
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.suggestions import Suggestion

_ANY = "device, circuit or power panel"


class EndEditor(QWidget):
    """Two lines; the second offers the ports of what the first one names, taken ones greyed.

    Signals:
        changed(): another end was chosen or typed.
        judged(str): why this end will not do, in a sentence; empty when nothing speaks
            against it.
    """

    changed = Signal()
    judged = Signal(str)

    def __init__(self, field: FieldInfo, asker: Asker) -> None:
        super().__init__()
        self._asker = asker
        self._title = field.title
        self._held: Reference | None = None
        self._port: Reference | None = None
        self._found: dict[str, Offer] = {}
        self.other: EndEditor | None = None
        self.holder = FindingLine(f"{field.title}: {_ANY}", _ANY.capitalize())
        self.port = FindingLine(f"{field.title}: port", "Port")
        self.lines = (self.holder, self.port)
        for line, words in zip(self.lines, (_ANY, "port"), strict=True):
            line.setAccessibleName(f"{field.title}: {words}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.holder)
        column.addWidget(self.port)
        self.setFocusProxy(self.holder)
        self.port.setEnabled(False)
        self._connect()

    def _connect(self) -> None:
        self.holder.changed.connect(self._on_holder_typed)
        self.holder.wanted.connect(self._on_holder_wanted)
        self.holder.chosen.connect(self._on_holder_chosen)
        self.holder.editingFinished.connect(self._on_holder_left)
        self.port.changed.connect(self._on_port_typed)
        self.port.wanted.connect(self._on_port_wanted)
        self.port.chosen.connect(self._on_port_chosen)
        self.port.editingFinished.connect(self._on_port_left)

    # What is chosen

    @property
    def end(self) -> str:
        """The port that is chosen, as the inventory takes it; empty while none is."""
        return f"{self._port.kind}/{self._port.key}" if self._port is not None else ""

    def value(self) -> Any:
        """The port, or what there is of it: the inventory says what is missing."""
        if self.end or self._held is None:
            return self.end or self.holder.text().strip() or None
        return f"{self._held.kind}/{self._held.key}"

    def words(self) -> str:
        """What it is called."""
        return f"{self.holder.text()} {self.port.text()}".strip()

    def take(self, value: Value) -> None:
        """Show what there is: what holds the port, and the port where it is known.

        A port alone is shown under its whole name: it is not going to be changed.
        """
        self._held = value.references[0] if value.references else None
        self._port = value.references[1] if len(value.references) > 1 else None
        is_whole = bool(value.plain) and self._port is None
        self.holder.setText(self._held.text if self._held is not None else "")
        self.port.setText(self._port.text if self._port is not None else "")
        self.port.setVisible(not is_whole)
        self.port.setEnabled(self._held is not None)
        self.setFocusProxy(self.holder if self._held is None else self.port)

    def tie(self, other: EndEditor) -> None:
        """The other end says which ports fit here, and the other way round."""
        self.other, other.other = other, self

    # The first line

    @Slot()
    def _on_holder_typed(self) -> None:
        self._hold(None)
        self.changed.emit()

    def _hold(self, held: Reference | None) -> None:
        self._held, self._port = held, None
        self.port.clear()
        self.port.setEnabled(held is not None)
        self.setFocusProxy(self.holder)

    @Slot(str)
    def _on_holder_wanted(self, text: str) -> None:
        against = self.other.end.partition("/")[0] if self.other is not None else ""
        work = partial(questions.cable_holders, text, against)
        self._asker.ask(self, "ends", work, partial(self._take, self.holder))

    @Slot(str)
    def _on_holder_chosen(self, key: str) -> None:
        one = self._found.get(key)
        if one is None:  # others were found meanwhile
            return
        self.holder.setText(one.text)
        self._hold(Reference(one.kind, one.key, one.text))
        self.changed.emit()
        self.port.setFocus(Qt.FocusReason.TabFocusReason)
        self.port.look()

    @Slot()
    def _on_holder_left(self) -> None:
        text = self.holder.text().strip()
        if text and self._held is None:
            work = partial(questions.cable_holders, text, "")
            self._asker.ask(self, "settle", work, partial(self._settle_holder, text))

    def _settle_holder(self, text: str, found: Sequence[Offer]) -> None:
        """Who typed a whole name has chosen it; of several the list is needed."""
        if text != self.holder.text().strip() or self._held is not None:
            return
        named = [one for one in found if one.text.casefold() == text.casefold()]
        if len(named) == 1:
            self._found = {named[0].key: named[0]}
            self.holder.setText(named[0].text)
            self._hold(Reference(named[0].kind, named[0].key, named[0].text))
            self.changed.emit()
        elif named:
            self.judged.emit(f"Several are called {text}: choose one of the list.")
        else:
            self.judged.emit(f"There is no {_ANY} called {text}.")

    # The second line

    @Slot()
    def _on_port_typed(self) -> None:
        self._port = None
        self.changed.emit()

    @Slot(str)
    def _on_port_wanted(self, text: str) -> None:
        self._ask_ports("ends", text, partial(self._take, self.port))

    def _ask_ports(self, name: str, text: str, done: Callable[[Sequence[Offer]], None]) -> None:
        if self._held is not None:
            there = self.other.end if self.other is not None else ""
            held = f"{self._held.kind}/{self._held.key}"
            work = partial(questions.cable_ports, held, text, there)
            self._asker.ask(self, name, work, done)

    @Slot(str)
    def _on_port_chosen(self, key: str) -> None:
        if key in self._found:
            self._plug(self._found[key])

    def _plug(self, one: Offer) -> None:
        self._port = Reference(one.kind, one.key, one.text)
        self.port.setText(one.text)
        self.changed.emit()
        self._judge()

    @Slot()
    def _on_port_left(self) -> None:
        text = self.port.text().strip()
        if text and self._port is None:
            self._ask_ports("settle", text, partial(self._settle_port, text))

    def _settle_port(self, text: str, found: Sequence[Offer]) -> None:
        if text != self.port.text().strip() or self._port is not None or self._held is None:
            return
        named = [one for one in found if one.text.casefold() == text.casefold()]
        if len(named) == 1 and not named[0].problem:
            self._plug(named[0])
        elif named:
            self.judged.emit(f"{self._held.text} {named[0].text} is {named[0].problem}.")
        else:
            self.judged.emit(f"{self._held.text} has no port called {text} that fits.")

    # Both

    def _take(self, line: FindingLine, found: Sequence[Offer]) -> None:
        self._found = {one.key: one for one in found}
        items = [Suggestion(one.key, one.text, one.note, problem=one.problem) for one in found]
        line.offer(items)
        if not found and line.hasFocus():
            here = f"{self.holder.text()} has no port" if line is self.port else f"no {_ANY}"
            self.judged.emit(_first_capital(f"{here} that fits."))

    def _judge(self) -> None:
        """Both ends are known: do they fit?"""
        other = self.other
        if other is not None and self.end and other.end:
            work = partial(questions.cable_problem, self.end, other.end)
            self._asker.ask(self, "judge", work, self._take_judgement)

    def _take_judgement(self, words: str) -> None:
        if self.other is not None:
            self.other.judged.emit("")
        self.judged.emit(words)


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]
