"""What the board shows, read in a thread: bounded, however many runs wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobdesk.models.records import ResultRecord
from jobdesk.operations.queues import Board, QueueState, read_board, waiting_runs

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

SHOWN = 100  # waiting runs of a queue; nobody sorts more by hand
_BEYOND = 2  # whom the last of those shown is moved behind


@dataclass(frozen=True, slots=True)
class BoardData:
    """All queues, and the runs of the chosen one."""

    board: Board
    state: QueueState | None = None  # None: there is no queue at all
    going: tuple[ResultRecord, ...] = ()
    waiting: tuple[ResultRecord, ...] = ()
    beyond: tuple[int, ...] = ()  # the runs right behind those shown

    @property
    def name(self) -> str:
        """The chosen queue."""
        return "" if self.state is None else self.state.name

    @property
    def left_out(self) -> int:
        """How many wait and are not shown."""
        return 0 if self.state is None else max(0, self.state.waiting - len(self.waiting))


def load_board(services: Services, name: str) -> BoardData:
    """Read all queues and the runs of one; the first one where there is none of this name."""
    board = read_board(services)
    if not board.queues:
        return BoardData(board)
    state = next((one for one in board.queues if one.name == name), board.queues[0])
    found = waiting_runs(services, state.name, SHOWN + _BEYOND)
    going = tuple(one for one in board.going if one.queue == state.name)
    beyond = tuple(one.no for one in found[SHOWN:])
    return BoardData(board, state, going, tuple(found[:SHOWN]), beyond)
