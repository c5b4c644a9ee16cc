"""ObjectButtons: the job buttons of one object, on its page and in its menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from jobdesk.ui import messages
from jobdesk.ui.actions import NAME_PROPERTY, add_choices, set_usable
from jobdesk.ui.background import forget_question, report_error, run_in_background
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.flow import FlowLayout
from jobdesk.ui.widgets.object_commands import PRESS

if TYPE_CHECKING:
    from jobdesk.operations.buttons import ShownButton

_KINDS = {"primary": "primary", "danger": "danger", "link": "link"}
_TONES = {"success": "ok", "info": "accent", "warning": "warn"}  # by their icon


class ObjectButtons(QWidget):
    """Buttons and drop-downs, rendered for the object in the inventory's thread.

    It takes no room while there are none.

    Signals:
        run_started(int): a button was pressed; this is its run.
        shown(): the buttons of the object are there.
    """

    run_started = Signal(int)
    shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._about: tuple[str, str] | None = None
        self._pressed: set[tuple[str, str]] = set()  # buttons and objects on their way
        self.buttons: tuple[ShownButton, ...] = ()
        self.setAccessibleName("Job buttons")
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_object(self, label: str, key: str) -> None:
        """Show the buttons of an object; `label` is "app.model"."""
        services, actor = self._session.services, self._session.actor
        self._about = label, key
        self._show(())
        if services is None or actor is None:
            return

        def work() -> tuple[ShownButton, ...]:
            from jobdesk.operations.buttons import buttons_for

            return buttons_for(services, actor, label, key)

        run_in_background(
            self, work, self._show, store="inventory", name="buttons", failed=report_error
        )

    def forget(self) -> None:
        """No object, or several."""
        forget_question(self, "buttons")
        self._about = None
        self._show(())

    def fill_menu(self, menu: QMenu) -> None:
        """Put the buttons at the end of a menu that lives while it is open."""
        from jobdesk.operations.buttons import grouped

        if not self.buttons:
            return
        menu.addSeparator()
        menu.setToolTipsVisible(True)
        alone, groups = grouped(self.buttons)
        self._add_entries(menu, alone)
        for group in groups:
            inner = QMenu(group.name.replace("&", "&&"), menu)
            inner.setToolTipsVisible(True)
            self._add_entries(inner, group.buttons)
            menu.addMenu(inner)

    def press(self, pressed: ShownButton) -> None:
        """Press a button; one that asks does so first."""
        if pressed.disabled or self._about is None:
            return
        if pressed.question:
            messages.ask(
                self.window(),
                pressed.question,
                f"“{pressed.text}” starts a run; it can be cancelled.",
                "Run",
                partial(self._run, pressed, *self._about),
            )
        else:
            self._run(pressed, *self._about)

    def _run(self, pressed: ShownButton, label: str, key: str) -> None:
        """Start the run, once for two clicks in a row."""
        services, user, what = self._session.ready, self._session.user, (pressed.id, key)
        if what in self._pressed:
            return
        self._pressed.add(what)

        def work() -> int:
            from jobdesk.operations.buttons import press_button

            return press_button(services, user, pressed.id, label, key).no

        def done(no: int) -> None:
            self._pressed.discard(what)
            self.run_started.emit(no)

        def failed(error: BaseException) -> None:
            self._pressed.discard(what)
            report_error(error)

        run_in_background(self, work, done, store="agent", failed=failed)

    def _show(self, buttons: tuple[ShownButton, ...]) -> None:
        from jobdesk.operations.buttons import grouped

        self.buttons = buttons
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        alone, groups = grouped(buttons)
        for one in alone:
            made = _made(one.text, one.button_class, is_broken=one.is_broken)
            made.setEnabled(not one.disabled)
            made.setToolTip(one.disabled or f"Run “{one.job}”")
            _Press(made, self, one)
            self._flow.addWidget(made)
        for group in groups:
            made = _made(group.name, group.button_class)
            menu = QMenu(made)
            menu.setToolTipsVisible(True)
            self._add_entries(menu, group.buttons)
            made.setMenu(menu)
            self._flow.addWidget(made)
        self.setVisible(bool(buttons))
        if buttons:
            self.shown.emit()

    def _add_entries(
        self, menu: QMenu, buttons: tuple[ShownButton, ...] | list[ShownButton]
    ) -> None:
        made = add_choices(menu, PRESS, [(one.text.replace("&", "&&"), one) for one in buttons])
        for action, one in zip(made, buttons, strict=True):
            if one.disabled:
                set_usable(action, one.disabled)
            action.triggered.connect(self._on_entry_triggered)

    @Slot()
    def _on_entry_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.press(action.data())


class _Press(QObject):
    """What a click on a button does."""

    def __init__(self, made: QPushButton, owner: ObjectButtons, shown: ShownButton) -> None:
        super().__init__(made)
        self._owner = owner
        self._shown = shown
        made.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self._owner.press(self._shown)


def _made(text: str, button_class: str, *, is_broken: bool = False) -> QPushButton:
    """A button in its colour; a coloured dot stands for tones that buttons here do not have."""
    from jobdesk.ui.theme import Theme

    made = button(text.replace("&", "&&"), _KINDS.get(button_class, "secondary"))
    made.setAccessibleName(text)
    made.setProperty(NAME_PROPERTY, PRESS.name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if is_broken:
        made.setIcon(Theme.current().icon("warning-fill", "warn"))
    elif button_class in _TONES:
        made.setIcon(Theme.current().icon("circle-fill", _TONES[button_class]))
    return made
