"""FilterField: finished terms as chips, completion under the caret, a verdict at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.inventory.desk.records import FieldInfo, FieldType, KindShape, Terms
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.inventory import questions, terms
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.suggestions import Suggestion, SuggestionList
from jobdesk.ui.inventory.terms import Term
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.chip_field import ChipField
from jobdesk.ui.widgets.labels import label, set_role

_TYPING_MS = 160
_ICON_PX = 30  # room at the left
_MOST_OFFERED = 12
_FEW = 3  # values that a suggestion of a field tells


class _Framed(ChipField):
    """Chips and line with a funnel at the left and a verdict at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = label("", "cell", "text2")
        self.verdict.setParent(self)
        self._fit()

    def say(self, words: str, role: str) -> None:
        """Show the verdict."""
        if self.verdict.text() == words and self.verdict.property("role") == role:
            return
        set_role(self.verdict, role)
        self.verdict.setText(words)
        self.verdict.adjustSize()
        self._fit()

    def _fit(self) -> None:
        hint = self.verdict.sizeHint()
        is_there = bool(self.verdict.text()) and hint.width() < self.width() // 2
        self.verdict.setVisible(is_there)
        right = hint.width() + 14 if is_there else 6
        self.flow.setContentsMargins(_ICON_PX, 4, right, 4)
        y = (self.height() - hint.height()) // 2
        self.verdict.setGeometry(
            self.width() - hint.width() - 10, y, hint.width(), hint.height()
        )

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the verdict at the right."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the funnel."""
        super().paintEvent(event)
        theme = Theme.current()
        painter = QPainter(self)
        try:
            side = theme.size("iconField")
            square = QRectF(10, (self.height() - side) / 2, side, side)
            ink = theme.color("accentText" if self.chips else "text3")
            paint_icon(painter, square, theme.icon_name("action/filter"), ink)
        finally:
            painter.end()


class FilterField(QWidget):
    """What a list is narrowed down to. Return makes a chip of what is typed, Down leaves.

    What is typed and is no term yet narrows as free text while one types.

    Signals:
        changed(): the list is to be another one.
        left_downwards(): to the list.
    """

    changed = Signal()
    left_downwards = Signal()

    def __init__(self, asker: Asker) -> None:
        super().__init__()
        self._asker = asker
        self._shape: KindShape | None = None
        self._terms: list[Term] = []
        self._told = ""
        self.field = _Framed()
        self.field.setAccessibleName("Filter")
        self.line = self.field.line
        self.line.setAccessibleName("Filter")
        self.list = SuggestionList(self.line, "What can be typed next", below=self.field)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.line.installEventFilter(self)
        self._timer.timeout.connect(self._on_rest)
        self.line.textEdited.connect(self._on_edited)
        self.field.removed.connect(self._on_removed)
        self.field.list_wanted.connect(self._on_list_wanted)
        self.list.chosen.connect(self._on_chosen)

    def show_kind(self, shape: KindShape, found: Sequence[Term]) -> None:
        """Filter objects of another kind; says nothing."""
        self._shape = shape
        self._terms = list(found)
        self._rest()
        self.line.clear()
        self._told = terms.text_of(self.wanted())  # the list begins with them
        words = f"Filter {shape.kind.plural[0].lower()}{shape.kind.plural[1:]}"
        if shape.kind.plural[1:2].isupper():
            words = f"Filter {shape.kind.plural}"
        self.line.setPlaceholderText(f"{words}: {_example(shape)} …")
        self.line.setAccessibleName(words)
        self._show()

    # What it says

    @property
    def terms(self) -> list[Term]:
        """The finished terms."""
        return list(self._terms)

    def wanted(self) -> list[Term]:
        """The finished terms, and what is typed where it means something already."""
        typed = terms.read_terms(self.line.text())
        shape = self._shape
        if shape is None:
            return []
        useful = [term for term in typed if self._is_meant(term, shape)]
        return [*self._terms, *useful]

    def _is_meant(self, term: Term, shape: KindShape) -> bool:
        """Not while it may become the name of a field."""
        if not term.name:
            is_start = any(name.startswith(term.value.casefold()) for name in _names(shape))
            return not is_start or self.line.text().endswith(" ")
        return bool(term.value) and not terms.problem_of(term, shape)

    def parameters(self) -> Terms:
        """What the inventory is asked."""
        return () if self._shape is None else terms.parameters(self.wanted(), self._shape)

    def problem(self) -> str:
        """What is wrong with what is typed or chosen; empty when nothing is."""
        if self._shape is None:
            return ""
        typed = [term for term in terms.read_terms(self.line.text()) if term.value]
        for term in [*self._terms, *typed]:
            words = terms.problem_of(term, self._shape)
            if words:
                return words
        return ""

    @property
    def is_filtering(self) -> bool:
        """The list is narrowed down."""
        return bool(self.wanted())

    def say(self, words: str, *, is_good: bool) -> None:
        """Show the verdict of the inventory; ours comes before it."""
        problem = self.problem()
        if problem:
            words, is_good = problem, False
        elif not self.is_filtering and is_good:
            words = ""
        self.field.say(words, "ok" if is_good else "bad")
        self.field.verdict.setToolTip(words)
        self.line.setAccessibleDescription(words)
        is_wrong = bool(words) and not is_good
        if self.field.property("error") != is_wrong:
            self.field.setProperty("error", is_wrong)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    # Changing it

    def set_terms(self, found: Sequence[Term]) -> None:
        """Narrow down to these."""
        self._terms = list(found)
        self._rest()
        self.line.clear()
        self._show()
        self._tell()

    def _rest(self) -> None:
        """Nothing is typed any more that something could be offered for, however late."""
        self._timer.stop()
        self._asker.forget(self, "values")
        self.list.hide()

    def add(self, term: Term) -> None:
        """Narrow down further; the same field and value are not said twice."""
        if term not in self._terms:
            self.set_terms([*self._terms, term])

    @Slot()
    def clear(self) -> None:
        """Show all."""
        self.set_terms([])

    def _show(self) -> None:
        self.field.show_chips([(term.text, term.words) for term in self._terms])
        self.field.update()

    def _tell(self) -> None:
        now = terms.text_of(self.wanted())
        if now != self._told:
            self._told = now
            self.changed.emit()
        elif self.problem():
            self.say("", is_good=False)

    def _finish(self) -> bool:
        """Make chips of what is typed; False when there is nothing, or nonsense."""
        typed = terms.read_terms(self.line.text())
        if not typed or self._shape is None:
            return False
        if any(terms.problem_of(term, self._shape) for term in typed):
            self.say("", is_good=False)
            return True
        self.set_terms([*self._terms, *(one for one in typed if one not in self._terms)])
        return True

    # Completion

    def _offer(self) -> None:
        self._asker.forget(self, "values")  # of what was typed before
        shape, typed = self._shape, _last_piece(self.line.text())
        if shape is None:
            return
        term = terms.read_term(typed)
        if term is None:
            self.list.hide()
            return
        if not term.name:
            self.list.offer(_fields_like(shape, typed), typed, is_first_chosen=False)
            return
        known = {field.name: field for field in shape.columns}
        if term.name not in known:
            self.list.offer((), "")
            return
        work = partial(questions.values, shape.kind.label, term.name, term.value)
        self._asker.ask(self, "values", work, partial(self._offer_values, term))

    def _offer_values(self, term: Term, found: tuple[str, ...]) -> None:
        items = [
            Suggestion(Term(term.name, term.sign, value).text + " ", value) for value in found
        ]
        self.list.offer(items, term.value)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        before = self.line.text()
        rest = before[: len(before) - len(_last_piece(before))]
        self.line.setText(rest + key)
        if key.endswith(" "):
            self._finish()
        else:
            self._on_edited(self.line.text())
            self._offer()

    # Slots

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        del text
        self._timer.start()

    @Slot()
    def _on_rest(self) -> None:
        self._offer()
        self._tell()
        if self.problem():
            self.say("", is_good=False)

    @Slot(str)
    def _on_removed(self, text: str) -> None:
        self.set_terms([term for term in self._terms if term.text != text])

    @Slot()
    def _on_list_wanted(self) -> None:
        """Down in the empty line leaves; a click offers the fields."""
        if self._shape is not None and not self.list.is_open:
            self.list.offer(_fields_like(self._shape, ""), "")

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return finishes a term, Esc empties what is typed, Down goes to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self.list.takes_key(event):
                return True
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.hide()
                if not self._finish():
                    self.left_downwards.emit()
                return True
            if key == Qt.Key.Key_Down:
                self.left_downwards.emit()
                return True
            if key == Qt.Key.Key_Escape and (self.line.text() or self._terms):
                self._empty()
                return True
        return super().eventFilter(watched, event)

    def _empty(self) -> None:
        """First what is typed goes, then the chips."""
        if self.line.text():
            self.line.clear()
            self._on_rest()
        else:
            self.clear()


def _example(shape: KindShape) -> str:
    """A term that this kind understands."""
    if shape.kind.label == "dcim.device":
        return "name~core"
    return "status:Active" if "status" in shape.filters else "some text"


def _last_piece(text: str) -> str:
    """What is being typed: behind the last blank outside quotes."""
    start, is_quoted = 0, False
    for place, sign in enumerate(text):
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == " " and not is_quoted:
            start = place + 1
    return text[start:]


def _names(shape: KindShape) -> list[str]:
    return [field.name for field in shape.columns if field.name in shape.filters]


def _fields_like(shape: KindShape, typed: str) -> list[Suggestion]:
    """Fields whose name or title has the text, those that begin with it first."""
    wanted = typed.casefold()
    fields = [
        field
        for field in shape.columns
        if field.name in shape.filters
        and (wanted in field.name.casefold() or wanted in field.title.casefold())
    ]
    fields.sort(key=lambda field: not field.name.casefold().startswith(wanted))
    return [
        Suggestion(f"{field.name}:", field.name, _note(field))
        for field in fields[:_MOST_OFFERED]
    ]


def _note(field: FieldInfo) -> str:
    if field.is_custom:
        return "custom field"
    if field.choices:
        shown = ", ".join(words for _, words in field.choices[:_FEW])
        return f"{shown}, …" if len(field.choices) > _FEW else shown
    if field.type is FieldType.BOOLEAN:
        return "true, false"
    return field.title if field.title.casefold() != field.name.replace("_", " ") else ""
