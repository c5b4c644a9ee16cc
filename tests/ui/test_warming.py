import sys

import pytest
from PySide6.QtCore import QObject

from jobdesk.ui.warming import SCREENS, Warming


@pytest.mark.parametrize("name", SCREENS)
def test_screens_are_imported_while_nobody_waits(qtbot, monkeypatch, name):
    monkeypatch.delitem(sys.modules, name, raising=False)
    owner = QObject()
    warming = Warming(owner)

    warming.timer.setInterval(0)

    qtbot.waitUntil(lambda: name in sys.modules)
