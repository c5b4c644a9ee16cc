"""Runs that are dragged from a list or lie on the clipboard: their numbers only."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

RUN_MIME = "application/x-jobdesk-run"
_LONGEST = 10_000  # bytes


def run_data(numbers: Iterable[int]) -> QMimeData:
    """The runs of these numbers, to be dragged."""
    data = QMimeData()
    data.setData(RUN_MIME, "\n".join(map(str, numbers)).encode("ascii"))
    return data


def dragged_runs(data: QMimeData | None) -> list[int]:
    """The numbers of the runs in dragged data; none when it holds something else."""
    if data is None or not data.hasFormat(RUN_MIME):
        return []
    words = bytes(data.data(RUN_MIME).data())[:_LONGEST].split()
    return [int(word) for word in words if word.isdigit() and len(word) < 12]
