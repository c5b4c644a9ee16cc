"""The network of the gallery in a workspace of its own, and the page over it."""

import shutil
import threading

import pytest
from benchmarks.gallery import inventory_data
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from tests.support.run_desk import RunDesk

from jobdesk.ui import background
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.page import InventoryPage


@pytest.fixture(scope="session")
def network_home(qapp, tmp_path_factory):
    """A workspace with the network; tests copy it."""
    home = tmp_path_factory.mktemp("network") / "Backbone lab"
    desk = RunDesk(home)
    desk.services.inventory.change(inventory_data.fill, detail="sample")
    desk.close()
    return home


@pytest.fixture
def desk(network_home, tmp_path):
    made = RunDesk(shutil.copytree(network_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def hold_up(qapp):
    """Holds up what is asked of a store from now on; gives what lets it go."""
    owner, gates = QObject(), []

    def close(store):
        gates.append(gate := threading.Event())
        background.run_in_background(owner, lambda: gate.wait(30), store=store)
        return gate

    yield close
    for gate in gates:
        gate.set()


class Hand:
    """Works a page as a person does, and waits for what it shows."""

    def __init__(self, desk, page, qtbot):
        self.desk = desk
        self.page = page
        self.qtbot = qtbot

    def until(self, is_so):
        self.qtbot.waitUntil(lambda: bool(is_so()))

    def rows(self):
        """The names of the rows that are here."""
        model = self.page.model
        rows = [model.row(at) for at in range(model.rowCount())]
        return [row.name if row is not None else None for row in rows]

    def choose(self, name, column=0):
        self.until(lambda: name in self.rows())
        self.page.grid.choose_row(self.rows().index(name), column)

    def offer(self, name, column, text):
        """Edit a cell that refers to something, type until names are offered; its line."""
        self.choose(name, self.column(column))
        self.key(Qt.Key.Key_F2)
        line = QApplication.focusWidget()
        line.selectAll()
        self.type(text)
        self.until(lambda: line._list.is_open)
        return line

    def show(self, kind, count):
        self.page.show_kind(kind)
        self.until(lambda: self.page.shape is not None and self.page.shape.kind.label == kind)
        self.until(lambda: self.page.model.rowCount() == count and None not in self.rows())

    def column(self, name):
        return [field.name for field in self.page.model.fields].index(name)

    def text(self, name, column):
        model = self.page.model
        return model.index(self.rows().index(name), self.column(column)).data()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key where the keyboard is."""
        QTest.keyClick(self.target(), key, modifier)

    def target(self):
        """What has the keyboard; offscreen nobody activates the window that is left."""
        return QApplication.focusWidget() or self.page.grid

    def back(self):
        """The keyboard is in the list again, as a window manager gives it back."""
        self.page.activateWindow()
        self.page.grid.setFocus()
        self.until(self.page.grid.hasFocus)

    def at(self, widget):
        """Wait until the keyboard is there."""
        self.until(lambda: QApplication.focusWidget() is widget)

    def type(self, text):
        QTest.keyClicks(self.target(), text)

    def dialog(self):
        """The dialog that came up and has the keyboard."""
        self.until(self._dialogs)
        dialog = self._dialogs()[-1]
        dialog.activateWindow()
        self.until(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
        return dialog

    def _dialogs(self):
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible()
        ]

    def is_alone(self):
        """No dialog is open."""
        return not self._dialogs()

    def ask(self, work):
        """What the inventory says."""
        return self.desk.services.inventory.call(work)

    def detail(self, kind, name):
        found = self.ask(lambda: questions.objects(kind, name, ""))
        return self.ask(lambda: questions.detail(kind, found[0].key))


@pytest.fixture
def open_page(desk, qtbot):
    """Opens the page: a `Hand` over it."""

    def open_(rows=55):
        page = InventoryPage(desk.session)
        qtbot.addWidget(page)
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        hand = Hand(desk, page, qtbot)
        hand.until(lambda: page.model.rowCount() == rows and None not in hand.rows())
        page.grid.setFocus()
        return hand

    return open_
