"""A job asks its host for something, and waits for the answer (`runner/asking.py`)."""

from __future__ import annotations

import contextlib
import os
import time
import uuid

from jobdesk.errors import Refused
from jobdesk.runner.asking import (
    ANSWERS_NAME,
    CLOSED_NAME,
    REQUESTS_NAME,
    NotARequest,
    put,
    read,
)

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

    from jobdesk.runner.around.limits import Stops
    from jobdesk.runner.context import WorkerContext

_TOLD_AFTER_S = 1.0
_GIVE_UP_S = 120.0  # a host that starts anew takes some seconds
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.002, 0.1
_WAITING = "Waiting for an answer of JobDesk's agent"


class HostRequests:
    """The way from the job to its host; any thread of the job may use it."""

    def __init__(self, run_dir: str, context: WorkerContext, stops: Stops) -> None:
        folder = os.path.abspath(run_dir)  # noqa: PTH100 - pathlib is slow to import
        self._requests = os.path.join(folder, REQUESTS_NAME)  # noqa: PTH118 - as above
        self._answers = os.path.join(folder, ANSWERS_NAME)  # noqa: PTH118 - as above
        self._context = context
        stops.allow_in(_wait.__code__)

    def ask(self, what: str, fields: dict[str, Any], key: str = "") -> dict[str, Any]:
        """What the host says to a request; `key` names it, so that asking twice is one.

        Raises:
            Refused: the host refuses, in its words, or nobody answers.
        """
        name = key or uuid.uuid4().hex
        for folder in (self._requests, self._answers):  # the host makes neither
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        try:
            put(self._requests, name, {"op": what, **fields})
        except (ValueError, TypeError, RecursionError) as error:
            raise Refused(f"This cannot be sent to JobDesk: {error}") from None
        self._context.write_ask()
        answer = self._awaited(name)
        if not answer.get("ok"):
            raise Refused(str(answer.get("error") or "JobDesk refused it without a reason."))
        return answer

    def _awaited(self, name: str) -> dict[str, Any]:
        paths = [os.path.join(self._answers, one) for one in (name, CLOSED_NAME)]  # noqa: PTH118 - as above
        found = _wait(paths, _TOLD_AFTER_S)
        if found is None:
            self._context.write_waiting(_WAITING)
            try:
                found = _wait(paths, _GIVE_UP_S)
            finally:
                self._context.write_waiting("")
        if found is None:
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(self._requests, name))  # noqa: PTH108, PTH118 - as above
            raise Refused(
                f"JobDesk's agent did not answer within {_GIVE_UP_S:g} s. The list of runs "
                "tells whether it did what the job asked for."
            )
        return found


def _wait(paths: list[str], seconds: float) -> dict[str, Any] | None:
    """The first of these files that is there; a cancelled run leaves from here."""
    ends, pause = time.monotonic() + seconds, _FIRST_PAUSE_S
    while True:
        for path in paths:
            try:
                found = read(path)
            except (FileNotFoundError, NotARequest):
                continue
            if not path.endswith(CLOSED_NAME):
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108 - as above
            return found
        if time.monotonic() >= ends:
            return None
        time.sleep(pause)  # noqa: TID251 - a stop can be raised in this frame, not in an event
        pause = min(pause * 1.5, _LONGEST_PAUSE_S)
