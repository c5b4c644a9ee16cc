"""The least window that PySide6 can paint: the limit of the first paint, and of idle memory.

bare_window.py START     prints the milliseconds from START to its paint and ends
bare_window.py hold      stays
bare_window.py core      a bare event loop, no window
"""

import sys
import time


def _window(word: str) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    def on_painted() -> None:
        print((time.time() - float(word)) * 1000, flush=True)
        QApplication.quit()

    class Bare(QWidget):
        def paintEvent(self, event) -> None:
            super().paintEvent(event)
            if word != "hold":
                QTimer.singleShot(0, on_painted)

    app = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    return app.exec()


def _core() -> int:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication(sys.argv[:1]).exec()


if __name__ == "__main__":
    sys.exit(_core() if sys.argv[1] == "core" else _window(sys.argv[1]))
