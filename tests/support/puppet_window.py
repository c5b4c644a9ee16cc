"""The real window as a process of its own, moved by lines of JSON on stdin.

Run as a script: `puppet_window.py HOME`. Each line names one of the `do_…` methods of `Puppet`
and its arguments; the answer is one line of JSON on stdout. A method is a generator that yields
what it waits for and returns the answer, so no event loop is nested.
"""

import json
import os
import sys
import time
import traceback
from pathlib import Path

from keyboard import Keyboard  # beside this script
from puppet_layout import LayoutOrders
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QTabBar

import jobdesk.app
from jobdesk.ui.form.dialog import RunDialog

_STEP_MS = 20
_BEAT_MS = 10


class Puppet(LayoutOrders, QObject):
    """Does what it is told, as a person would: by buttons and pages of the window."""

    def __init__(self, program):
        super().__init__(program)
        self._program = program
        self._orders = []
        self._rest = b""
        self._under_way = None
        self._waits_for = None
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._step = QTimer(self, interval=_STEP_MS)
        self._step.timeout.connect(self._on_step)
        self._step.start()
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._beats = []
        self._last_beat = 0.0

    @property
    def _desk(self):
        return self._program.desk

    def do_ready(self):
        session = self._program.session
        yield lambda: session.services is not None and session.agent_state == "ready"
        yield lambda: session.ready.jobs.all()
        return os.getpid()

    def do_run(self, job, data):
        """Fill the form of a job and press Run."""
        services = self._program.session.ready
        record = services.jobs.by_class_path(job)
        self._desk.opener.open_run_dialog(record.id)
        yield lambda: self._top(RunDialog) is not None
        dialog = self._top(RunDialog)
        dialog.form.restore(data)
        yield self._button(dialog, "Run").isEnabled
        before = max((run.no for run in services.results.recent(1)), default=0)
        self._button(dialog, "Run").click()
        yield lambda: self._page() is not None and self._page().no > before
        return self._page().no

    def do_open(self, no):
        """Show a run; its status and how much of its log the page has."""
        self._desk.opener.open_run(no)
        yield lambda: self._page() is not None and self._page().no == no
        return (yield from self.do_look())

    def do_look(self):
        """What the run page in front shows."""
        yield lambda: self._page() is not None and self._page().record is not None
        page = self._page()
        return {"status": str(page.record.status), "lines": page.feed.lines}

    def do_show(self, place):
        self._desk.show_place(place)
        yield lambda: True

    def do_close(self):
        """Close the window; a question is answered with its verb. The process ends then."""
        self._answer(None)
        self._program.window.close()
        yield lambda: self._top(QMessageBox) is not None or not self._window_is_open()
        question = self._top(QMessageBox)
        if question is not None:
            self._button(question, "Close").click()
        yield lambda: False

    def do_press(self, *keys):
        """Press keys one after the other; what has the focus then."""
        for each in keys:
            yield Keyboard.is_somewhere
            Keyboard.press(each)
            yield Keyboard.is_somewhere
        return Keyboard.place()

    def do_write(self, text):
        """Type; what has the focus then."""
        yield Keyboard.is_somewhere
        Keyboard.write(text)
        yield lambda: True
        return Keyboard.place()

    def do_go_to(self, name, keys="Tab"):
        """Move the focus by keys; whether one can see where it is."""
        yield Keyboard.is_somewhere
        Keyboard.go_to(name, keys)
        yield lambda: True
        return Keyboard.focus_is_seen()

    def do_place(self):
        """What has the focus."""
        yield Keyboard.is_somewhere
        return Keyboard.place()

    def do_resize(self, width, height):
        self._program.window.resize(width, height)
        yield lambda: True

    def do_layout(self):
        """Size of the window, the place shown, what stands in the filter of the jobs."""
        yield lambda: True
        window = self._program.window
        place = window.strip.findChild(QTabBar).tabText(0)
        return [window.width(), window.height(), place]

    def do_titles(self):
        """The titles of the open tabs and windows."""
        yield lambda: True
        bar = self._program.window.strip.findChild(QTabBar)
        tabs = [bar.tabText(index) for index in range(bar.count())]
        tops = jobdesk.app.QApplication.topLevelWidgets()
        return tabs + [one.windowTitle() for one in tops if one.isVisible()]

    def do_start_beating(self):
        self._beats, self._last_beat, self._last_used = [], time.monotonic(), time.thread_time()
        self._beat.start()
        yield lambda: True

    def do_stop_beating(self):
        """The pauses between beats in seconds, and what the main thread worked in each."""
        self._beat.stop()
        yield lambda: True
        return self._beats

    def _page(self):
        page = self._program.window.strip.current_page
        return page if hasattr(page, "feed") else None

    def _window_is_open(self):
        return self._program.window.isVisible()

    @staticmethod
    def _top(kind):
        found = jobdesk.app.QApplication.topLevelWidgets()
        return next((one for one in found if isinstance(one, kind) and one.isVisible()), None)

    @staticmethod
    def _button(widget, text):
        buttons = widget.findChildren(QAbstractButton)
        return next(one for one in buttons if one.text().replace("&", "").strip() == text)

    def _answer(self, value):
        print(json.dumps(value), flush=True)

    @Slot()
    def _on_readable(self):
        data = os.read(0, 1 << 16)
        if not data:
            self._notifier.setEnabled(False)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self._orders += [json.loads(line) for line in lines]

    @Slot()
    def _on_step(self):
        try:
            if self._under_way is None and self._orders and self._desk is not None:
                name, *words = self._orders.pop(0)
                self._under_way = getattr(self, f"do_{name}")(*words)
                self._waits_for = next(self._under_way)
            while self._under_way is not None and self._waits_for():
                self._waits_for = next(self._under_way)
        except StopIteration as stop:
            self._under_way = None
            self._answer(stop.value)
        except Exception:  # noqa: BLE001 - whatever it was, the test must hear of it
            traceback.print_exc()
            os._exit(1)  # a step that failed would fail for ever

    @Slot()
    def _on_beat(self):
        now, used = time.monotonic(), time.thread_time()
        self._beats.append((now - self._last_beat, used - self._last_used))
        self._last_beat, self._last_used = now, used


class Program(jobdesk.app.Program):
    def __init__(self, *args):
        super().__init__(*args)
        Puppet(self)


if __name__ == "__main__":
    jobdesk.app.Program = Program
    sys.exit(jobdesk.app.main(Path(sys.argv[1])))
