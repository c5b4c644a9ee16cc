"""The host answers what running jobs ask: one thread, the runs in turn.

What it may do for a job is not known here: `operations.asked` answers, by the rules that hold
for people.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from jobdesk.errors import JobDeskError
from jobdesk.runner.requestbox import RequestBox

_log = logging.getLogger(__name__)

_TURN = 10  # requests of one run, then the others have their turn


@dataclass(frozen=True, slots=True)
class Answer:
    """What the job is told, and what its log says of it; an empty line says nothing."""

    document: Mapping[str, Any] = field(default_factory=dict[str, Any])
    line: str = ""


class RefusedRequest(JobDeskError):
    """The request of a running job is refused; `line` is what may stand in its log."""

    def __init__(self, message: str, line: str = "") -> None:
        super().__init__(message)
        self.line = line or message


class Answerer(Protocol):
    """Who does what jobs ask for; `wiring` knows who that is."""

    def answer(self, no: int, key: str, request: Mapping[str, Any]) -> Answer:
        """Do what run `no` asks for; the same key is the same request.

        Raises:
            JobDeskError: it is refused, in words.
        """
        ...

    def close(self) -> None:
        """Nobody asks any more."""
        ...


class Answering:
    """The thread that answers; its methods may be called from any thread."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._boxes: dict[int, RequestBox] = {}
        self._turns: dict[int, RequestBox] = {}  # in the order of their turns
        self._wake = threading.Condition()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="answering", daemon=True)

    def start(self) -> None:
        """Begin to wait for requests."""
        self._thread.start()

    def look(self, no: int, run_dir: Path) -> None:
        """A run may have asked for something."""
        with self._wake:
            box = self._boxes.setdefault(no, RequestBox(run_dir))
            self._turns.setdefault(no, box)
            self._wake.notify()

    def forget(self, no: int) -> None:
        """A run is over."""
        with self._wake:
            self._boxes.pop(no, None)
            self._turns.pop(no, None)

    def stop(self) -> None:
        """End behind the request under way; the others wait for the next host."""
        with self._wake:
            self._is_stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._turns and not self._is_stopping:
                    self._wake.wait()
                if self._is_stopping:
                    break
                no = next(iter(self._turns))
                box = self._turns.pop(no)
            self._guarded(no, box)
        self._answerer.close()

    def _guarded(self, no: int, box: RequestBox) -> None:
        try:
            for key, request in box.take(_TURN):
                self._answer(no, box, key, request)
                if self._is_stopping:
                    return
            has_more = box.has_more
        except Exception:  # noqa: BLE001 - a border: whatever one run wrote, the others go on
            _log.exception("requests of run %s could not be answered", no)
            return
        if has_more:
            with self._wake:
                if self._boxes.get(no) is box:
                    self._turns.setdefault(no, box)

    def _answer(self, no: int, box: RequestBox, key: str, request: Mapping[str, Any]) -> None:
        try:
            answer = self._answerer.answer(no, key, request)
        except JobDeskError as error:
            line = error.line if isinstance(error, RefusedRequest) else str(error)
            box.say("warning", f"Refused to this job: {line}")
            box.answer(key, {"ok": False, "error": str(error)})
            return
        except Exception:  # noqa: BLE001 - a border: the job must not wait for ever
            _log.exception("an error of JobDesk's own in a request of run %s", no)
            words = "JobDesk itself failed at this; its own log says where."
            box.say("error", words)
            box.answer(key, {"ok": False, "error": words})
            return
        if answer.line:
            box.say("info", answer.line)
        box.answer(key, {"ok": True, **answer.document})
