"""What we rely on in the Qt binding, tested again at every new version of it."""

import sys

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from jobdesk.models.packing import pack

ROUNDS = 2000


class Emitter(QObject):
    happened = Signal(bool)
    numbered = Signal(int)
    pair = Signal(int, int)


def test_emitting_keeps_the_references_of_true_and_none(qtbot):
    """PySide6 6.12.0 on Python 3.11 loses one at each emit and aborts (decision 10)."""
    emitter, seen = Emitter(), []
    emitter.happened.connect(seen.append)
    before = sys.getrefcount(True), sys.getrefcount(None)

    for _ in range(ROUNDS):
        emitter.happened.emit(True)
    QTimer.singleShot(0, lambda: seen.append(None))
    qtbot.waitUntil(lambda: len(seen) == ROUNDS + 1)
    held = len(seen)
    seen.clear()

    after = sys.getrefcount(True), sys.getrefcount(None)
    assert held == ROUNDS + 1
    assert all(abs(b - a) < ROUNDS // 4 for a, b in zip(before, after, strict=True))


def test_a_packed_id_does_not_survive_a_signal(qtbot):
    """Hence ticks carry (no, seq): what Signal(int) delivers is cut to 32 bits (decision 9)."""
    emitter, numbers, pairs = Emitter(), [], []
    emitter.numbered.connect(numbers.append)
    emitter.pair.connect(lambda no, seq: pairs.append((no, seq)))

    with (
        qtbot.capture_exceptions()
    ):  # 6.11 reports an overflow to the event loop, older ones nothing
        emitter.numbered.emit(pack(7, 5))
    emitter.pair.emit(7, 5)

    assert numbers != [pack(7, 5)]
    assert pairs == [(7, 5)]
    assert QCoreApplication.instance() is not None
