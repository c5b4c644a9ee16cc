"""The requests that wait in one run's folder, and how many the host puts up with.

A job may write there what it likes: everything is checked, and a job that overdoes it is
answered no more. No Qt here; the answering thread owns a box.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from jobdesk.models.records import LEVEL_NUMBERS
from jobdesk.runner.asking import (
    ANSWERS_NAME,
    CLOSED_NAME,
    REQUESTS_NAME,
    NotARequest,
    is_key,
    put,
    read,
)
from jobdesk.runner.journal import JOURNAL_NAME, append_host_line

MAX_WAITING = 200  # files at once; more than any job has threads that wait
MAX_MALFORMED = 20
MAX_ANSWERED = 20_000  # of one run, while this host lives


class RequestBox:
    """Hands out what one run asks for, and answers it."""

    def __init__(self, run_dir: Path) -> None:
        self._journal = run_dir / JOURNAL_NAME
        self._requests = run_dir / REQUESTS_NAME
        self._answers = run_dir / ANSWERS_NAME
        self._answered = self._malformed = 0
        self._is_closed = False

    def take(self, most: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Keys and requests, oldest first; what is no request is answered here."""
        for key in self._waiting_keys()[:most]:
            try:
                request = read(str(self._requests / key))
            except FileNotFoundError:
                continue  # the job gave up
            except NotARequest as error:
                self._refuse(key, str(error))
                continue
            yield key, request

    @property
    def has_more(self) -> bool:
        """Something waits."""
        return bool(self._waiting_keys())

    def answer(self, key: str, document: dict[str, Any]) -> None:
        """Answer a request; it is gone afterwards."""
        with contextlib.suppress(OSError, ValueError):  # the run's folder may be gone
            put(str(self._answers), key, document)
        self._answered += 1
        self._remove(key)
        if self._answered >= MAX_ANSWERED:
            self._close(f"it asked {MAX_ANSWERED:,} times")

    def say(self, level: str, line: str) -> None:
        """Put a line of the host into the run's log."""
        with contextlib.suppress(OSError):
            append_host_line(self._journal, LEVEL_NUMBERS[level], line)

    def _waiting_keys(self) -> list[str]:
        if self._is_closed or self._requests.is_symlink():
            return []
        try:
            with os.scandir(self._requests) as entries:
                found = list(islice(entries, MAX_WAITING + 1))
        except OSError:
            return []
        if len(found) > MAX_WAITING:
            self._close(f"more than {MAX_WAITING} requests waited at once")
            return []
        keys = [(_time_of(entry), entry.name) for entry in found if is_key(entry.name)]
        return [name for _, name in sorted(keys)]

    def _refuse(self, key: str, reason: str) -> None:
        self.say("warning", f"A request of this job was not understood: {reason}.")
        error = f"The request was not understood: {reason}."
        self.answer(key, {"ok": False, "error": error})
        self._malformed += 1
        if self._malformed >= MAX_MALFORMED:
            self._close(f"{MAX_MALFORMED} requests were not understood")

    def _remove(self, key: str) -> None:
        path = self._requests / key
        try:
            path.unlink()
        except FileNotFoundError:
            return
        except OSError:  # a folder, or the job forbids it: it would be read for ever
            self._close("an answered request could not be removed")

    def _close(self, reason: str) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        words = f"JobDesk answers no more requests of this run: {reason}."
        self.say("error", words)
        with contextlib.suppress(OSError):
            put(str(self._answers), CLOSED_NAME, {"ok": False, "error": words})


def _time_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_mtime_ns
    except OSError:
        return 0
