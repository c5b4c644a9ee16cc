"""The registry of commands: each is declared once and feeds menus, buttons, shortcuts and help.

A room declares its commands in its own `actions.py`; a page makes its actions of them:

    OPEN = declare("runs.open", "&Open", context=RUNS, shortcut="Return", icon="action/open")
    ...
    self.actions_here = ActionRegistry(self)
    self.actions_here.make(OPEN, self._on_open, on=self.table)
    button = action_button(self.actions_here["runs.open"])     # ui/widgets/buttons.py
    self.actions_here.fill(menu, "runs.open", "", "runs.delete")

Law: no other file makes a QAction, a QShortcut or an entry of a menu.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui.theme import Theme

Keys = str | QKeySequence.StandardKey
WINDOW = "Window"  # works everywhere in the window
NAME_PROPERTY = "action_name"


class Command(NamedTuple):
    """What can be done somewhere in the window; no dataclass, which the first paint would pay.

    Attributes:
        name: its place and verb: `runs.open`.
        text: as in a menu, with its mnemonic.
        context: the page that it belongs to, in words; WINDOW where it works everywhere.
        keys: all its shortcuts; the first is shown beside its text.
        icon: a name that `Theme.icon` knows.
        tip: what it does; the text says it where empty.
        is_told_only: the view itself takes the key, so the action does not listen for it.
        is_checkable: it is on or off.
    """

    name: str
    text: str
    context: str = WINDOW
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    tip: str = ""
    is_told_only: bool = False
    is_checkable: bool = False

    @property
    def words(self) -> str:
        """The text without mnemonic and dots."""
        return self.text.replace("&", "").rstrip("…")

    def sequences(self) -> list[QKeySequence]:
        """Its shortcuts on this system; a standard key may have several or none."""
        found: list[QKeySequence] = []
        for key in self.keys:
            if isinstance(key, str):
                found.append(QKeySequence(key))
            else:
                found.extend(QKeySequence.keyBindings(key))
        return found


COMMANDS: dict[str, Command] = {}


def declare(
    name: str,
    text: str,
    *,
    context: str = WINDOW,
    shortcut: Keys | tuple[Keys, ...] = (),
    icon: str = "",
    tip: str = "",
    is_told_only: bool = False,
    is_checkable: bool = False,
) -> Command:
    """Register a command; ValueError when another one has this name."""
    keys = shortcut if isinstance(shortcut, tuple) else (shortcut,) if shortcut else ()
    made = Command(name, text, context, keys, icon, tip, is_told_only, is_checkable)
    if COMMANDS.setdefault(name, made) != made:
        raise ValueError(f"two different commands are called {name}")
    return made


class ActionRegistry(QObject):
    """The actions of one window, page or view, by name, made of declared commands.

    A disabled action says why: `disable(name, reason)` puts the reason into its tooltip.
    """

    def __init__(self, owner: QWidget, context: str = WINDOW) -> None:
        super().__init__(owner)
        self._owner = owner
        self._context = context
        self._actions: dict[str, QAction] = {}

    def add(
        self,
        name: str,
        text: str,
        triggered: Callable[[], object],
        *,
        shortcut: Keys | tuple[Keys, ...] = (),
        icon: str = "",
        tip: str = "",
        on: QWidget | None = None,
    ) -> QAction:
        """Declare a command of this registry's context and make its action."""
        command = declare(
            name, text, context=self._context, shortcut=shortcut, icon=icon, tip=tip
        )
        return self.make(command, triggered, on=on)

    def make(
        self, command: Command, triggered: Callable[..., object], *, on: QWidget | None = None
    ) -> QAction:
        """Make the action of a command, listening for its keys.

        Args:
            command: what it is.
            triggered: a bound method of an object on the main thread.
            on: the view that must have the focus for the keys (Return, Delete, Space); without
                one they work everywhere in the owner.
        """
        action = new_action(command, self._owner)
        action.triggered.connect(triggered)
        self._actions[command.name] = action
        if not command.is_told_only:
            scope = Qt.ShortcutContext
            if on is not None:
                action.setShortcutContext(scope.WidgetShortcut)
            elif command.context != WINDOW:
                action.setShortcutContext(scope.WidgetWithChildrenShortcut)
            (on or self._owner).addAction(action)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> list[str]:
        """All names, in the order they were added."""
        return list(self._actions)

    def fill(self, menu: QMenu, *names: str) -> QMenu:
        """Put actions into a menu; an empty name is a line between them."""
        menu.setToolTipsVisible(True)
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    @Slot(str, str)
    def disable(self, name: str, reason: str) -> None:
        """Turn an action off and say why."""
        set_usable(self._actions[name], reason)

    @Slot(str)
    def enable(self, name: str) -> None:
        """Turn an action on again."""
        set_usable(self._actions[name])


class _Action(QAction):
    """An action that also works where the page in front has the same one, as Find has.

    Qt calls that ambiguous, tells one of the two and does nothing.
    """

    def event(self, event: QEvent) -> bool:
        """Do it although another action has the same key."""
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            self.trigger()
            return True
        return super().event(event)


def new_action(command: Command, owner: QObject, text: str = "") -> QAction:
    """An action that no widget listens with yet, for menus that live only while they are open.

    Args:
        command: what it is.
        owner: deleted with it.
        text: instead of the command's own, where it depends on what is selected.
    """
    action = _Action(text or command.text, owner)
    action.setShortcuts(command.sequences())
    action.setCheckable(command.is_checkable)
    if command.icon:
        action.setIcon(Theme.current().icon(command.icon))
    action.setProperty(NAME_PROPERTY, command.name)
    set_usable(action)
    return action


def add_choices(
    menu: QMenu, command: Command, choices: Iterable[tuple[str, object]]
) -> list[QAction]:
    """Entries of one command that differ in their `data()`: formats, columns, texts.

    Args:
        menu: where they go.
        command: what each of them does.
        choices: words and what they stand for.
    """
    made: list[QAction] = []
    for words, data in choices:
        action = new_action(command, menu, words)
        action.setShortcuts([])
        action.setData(data)
        action.setToolTip(words)
        menu.addAction(action)
        made.append(action)
    return made


def add_entry(
    menu: QMenu,
    command: Command,
    triggered: Callable[[], object],
    *,
    text: str = "",
    reason: str = "",
) -> QAction:
    """An entry that lives as long as its menu.

    Args:
        menu: where it goes.
        command: what it is.
        triggered: what it does; may be a closure over what the menu was opened for.
        text: instead of the command's own.
        reason: why it cannot be done now; empty when it can.
    """
    menu.setToolTipsVisible(True)
    action = _Entry(command, triggered, menu, text).action
    set_usable(action, reason)
    menu.addAction(action)
    return action


class _Entry(QObject):
    """Does what an entry is there for; goes with its menu."""

    def __init__(
        self, command: Command, work: Callable[[], object], menu: QMenu, text: str
    ) -> None:
        super().__init__(menu)
        self._work = work
        self.action = new_action(command, menu, text)
        self.action.triggered.connect(self._on_triggered)

    @Slot()
    def _on_triggered(self) -> None:
        self._work()


def set_usable(action: QAction, reason: str = "") -> None:
    """Turn an action off with the reason why, or on without one."""
    action.setEnabled(not reason)
    if reason:
        action.setToolTip(reason)
        return
    command = command_of(action)
    said = (command.tip or command.words) if command is not None else action.text()
    keys = keys_text(action.shortcut())
    action.setToolTip(f"{said} ({keys})" if keys else said)


def command_of(action: QAction) -> Command | None:
    """The command that an action was made of; None for one made beside the registry."""
    return COMMANDS.get(str(action.property(NAME_PROPERTY) or ""))


def keys_text(keys: QKeySequence) -> str:
    """A shortcut as it is written on this system."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
