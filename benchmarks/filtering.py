"""Types into the filter of a real Jobs page with 10,000 jobs; prints milliseconds per key.

A key ends when the table has painted what is left. Beside each key the least that it could
cost: a comprehension over one prepared text per job.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.records import make_record
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.rows import JobRow, make_rows
from jobdesk.ui.jobs.table import JobsTable
from jobdesk.ui.session import Session
from jobdesk.ui.theme import apply_theme

_COUNT = 10_000
_WORDS = ("verify", "switch 12", "backup", "zzz", "ber")
_SIZE = (1228, 800)


class Typist(QObject):
    """Types one key after the other, each when the one before was painted."""

    def __init__(self, page: JobsPage, rows: list[JobRow]) -> None:
        super().__init__(page)
        self._page = page
        self._texts = [row.haystack for row in rows]
        self._keys = self._words()
        self._began = 0.0
        self.taken: list[float] = []
        self.limits: list[float] = []
        self._wrap_paint()

    def _wrap_paint(self) -> None:
        paint = JobsTable.paintEvent

        def paint_and_tell(table: JobsTable, event: QPaintEvent) -> None:
            paint(table, event)
            if self._began:
                self.taken.append((time.perf_counter() - self._began) * 1000)
                self._began = 0.0
                QTimer.singleShot(0, self.type_next)

        JobsTable.paintEvent = paint_and_tell  # type: ignore[method-assign]

    def _words(self) -> Iterator[str]:
        for word in _WORDS:
            yield from word
            yield "\b" * len(word)

    @Slot()
    def type_next(self) -> None:
        """Press the next key; quit after the last."""
        key = next(self._keys, "")
        field = self._page.filter.search
        if not key:
            QApplication.quit()
        elif key.startswith("\b"):
            field.clear()
            QTimer.singleShot(200, self.type_next)  # not a key
        else:
            self._take_limit(field.text() + key)
            self._began = time.perf_counter()
            QTest.keyClicks(field, key)
            if not self._page.table.isVisible():  # nothing matches: nothing to paint
                self.taken.append((time.perf_counter() - self._began) * 1000)
                self._began = 0.0
                QTimer.singleShot(50, self.type_next)

    def _take_limit(self, text: str) -> None:
        began = time.perf_counter()
        [number for number, words in enumerate(self._texts) if text in words]
        self.limits.append((time.perf_counter() - began) * 1000)


def main() -> int:
    """Show the page, type, print."""
    app = QApplication(sys.argv[:1])
    apply_theme(app, "light")
    rows = make_rows([make_record(number) for number in range(_COUNT)], [])
    with tempfile.TemporaryDirectory() as folder:
        page = JobsPage(Session(Path(folder)))
        typist = Typist(page, rows)
        page.resize(*_SIZE)
        page.show()
        page.show_data(JobsData(rows))
        QTimer.singleShot(1000, typist.type_next)
        code = app.exec()
        page.hide()
    print(json.dumps({"keys": typist.taken, "limit": typist.limits}))
    return code


if __name__ == "__main__":
    sys.exit(main())
