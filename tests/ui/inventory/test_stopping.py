"""What takes long with files is stopped, each by itself, also when the window closes."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt

from jobdesk.ui import background, messages
from jobdesk.ui.inventory.exchange_import import ImportDialog
from jobdesk.ui.tasks import tasks
from jobdesk.ui.widgets.long_work import STORE, LongWork

_STEP_S, _STEPS = 0.01, 1000


@pytest.fixture
def said():
    found = []

    def hear(message):
        found.append(message.text)

    messages.bridge().listen(hear)
    yield found
    messages.bridge().forget(hear)


@pytest.fixture
def hand(open_page):
    found = open_page()
    found.page.show_kind("tenancy.tenant")
    found.until(lambda: found.page.shape and found.page.shape.kind.label == "tenancy.tenant")
    found.until(lambda: found.page.source.total)
    return found


@pytest.fixture
def shut(hold_up):
    """Holds up what is asked of files from now on; gives what lets it go."""
    return partial(hold_up, STORE)


def hold(worker):
    """Its thread goes on from its first word of progress when the work is dropped."""
    begun, question = threading.Event(), worker._question
    pause = threading.Event()

    def wait(_done, _of):
        begun.set()
        for _ in range(_STEPS):
            if question.is_dropped or pause.wait(_STEP_S):
                return

    worker._advanced.connect(wait, Qt.ConnectionType.DirectConnection)
    return begun


def names(hand):
    def read():
        from jobdesk.inventory.tenancy.models import Tenant

        return set(Tenant.objects.values_list("name", flat=True))

    return hand.ask(read)


def opened(hand, tmp_path):
    """A dialog over a file with 300 new objects."""
    file = tmp_path / "tenants.csv"
    file.write_text("name\n" + "".join(f"New {n}\n" for n in range(300)), encoding="utf-8")
    hand.page.exchange.open_import(str(file))
    dialog = hand.dialog()
    assert isinstance(dialog, ImportDialog)
    hand.until(lambda: dialog.report is not None)
    return dialog


def export(hand, file):
    hand.page.exchange.export()
    hand.dialog().reject()
    hand.page.exchange.export_to(str(file))
    return hand.page.exchange.findChildren(LongWork)[-1]


def importing(hand, tmp_path, shut):
    """A dialog in the middle of its work."""
    dialog, gate = opened(hand, tmp_path), shut()
    dialog.go.click()
    begun = hold(dialog)
    gate.set()
    hand.until(begun.is_set)
    return dialog


def test_an_import_ends_with_the_window_and_leaves_nothing(hand, tmp_path, shut):
    before = names(hand)
    importing(hand, tmp_path, shut)

    background.shut_down()

    assert names(hand) == before


def test_an_import_that_is_closed_says_that_nothing_came(hand, tmp_path, shut, said):
    before = names(hand)
    dialog = importing(hand, tmp_path, shut)

    dialog.reject()

    assert dialog.isVisible()
    hand.until(hand.is_alone)
    assert said[-1] == "Stopped: nothing of tenants.csv was imported."
    assert names(hand) == before


def test_a_file_is_not_read_for_a_dialog_that_was_closed(hand, tmp_path, shut):
    dialog, gate = opened(hand, tmp_path), shut()
    dialog.again.click()
    begun = hold(dialog)
    dialog.reject()
    gate.set()

    hand.until(lambda: not background.is_busy())

    assert not begun.is_set()


def test_each_export_has_its_own_line_and_way_out(hand, tmp_path, shut, said):
    gate, one, two = shut(), tmp_path / "one.csv", tmp_path / "two.csv"
    export(hand, one)
    export(hand, two)
    first, second = tasks().under_way
    assert [first.title, second.title] == ["Writing one.csv", "Writing two.csv"]

    second.cancel()
    gate.set()

    hand.until(lambda: not tasks().under_way)
    assert (one.exists(), two.exists()) == (True, False)
    assert said[-1] == "two.csv was not written."


def test_an_export_ends_with_the_window_and_leaves_no_file(hand, tmp_path, shut, monkeypatch):
    monkeypatch.setattr("jobdesk.operations.exchange.PAGE", 1)
    gate, file = shut(), tmp_path / "out" / "tenants.csv"
    file.parent.mkdir()
    file.write_text("of before", encoding="utf-8")
    begun = hold(export(hand, file))
    gate.set()
    hand.until(begun.is_set)

    background.shut_down()

    assert [one.name for one in file.parent.iterdir()] == ["tenants.csv"]
    assert file.read_text(encoding="utf-8") == "of before"


def test_a_kept_folder_whose_name_is_too_long_is_none(hand, desk, tmp_path):
    desk.session.layout_state.setValue("inventory/exchange_folder", f"/{'x' * 300}")
    hand.page.exchange.export()
    hand.dialog().reject()
