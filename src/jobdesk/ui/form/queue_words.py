"""What becomes of a run in a queue, told before it is asked for. No Qt in this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobdesk.operations.queues import QueueState


def queue_text(name: str, state: QueueState | None) -> str:
    """A queue among others: `deploy (paused)`, `default (4 waiting)`."""
    if state is None:
        return name
    if state.is_draining or state.is_paused:
        return f"{name} ({'draining' if state.is_draining else 'paused'})"
    return f"{name} ({state.waiting:,} waiting)" if state.waiting else name


def queue_note(state: QueueState | None, *, is_busy: bool = False) -> str:
    """Why a run does not start at once in a queue; empty where it does.

    Args:
        state: the queue as it stands; None while that is not known.
        is_busy: the runs of all queues together take up every slot.
    """
    if state is None:
        return ""
    if state.is_draining:
        return f"{state.name} is draining: it takes no new runs."
    ahead = _ahead(state.waiting)
    if state.is_paused:
        paused = f"{state.name} is paused: the run waits until the queue goes on."
        return f"{paused} {ahead}".strip()
    if ahead:
        return ahead
    if state.running >= state.slots:
        return f"{state.name} is full: the run starts when one of its {state.running} ends."
    return "All slots are busy: the run starts when another one ends." if is_busy else ""


def _ahead(waiting: int) -> str:
    if not waiting:
        return ""
    return "1 run waits before it." if waiting == 1 else f"{waiting:,} runs wait before it."
