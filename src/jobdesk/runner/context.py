"""What a job says while it runs, on its way into the journal (`jobs.context.RunContext`).

Log entries arrive redacted and cut; all else is redacted and cut here. Thread-safe.
"""

from __future__ import annotations

import time

from jobdesk.jobs.levels import INFO
from jobdesk.runner.around.files import RunFiles
from jobdesk.runner.asking import EVENT
from jobdesk.runner.journal import now_us

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

    from jobdesk.runner.around.files import CreatedFile
    from jobdesk.runner.around.redaction import Redaction
    from jobdesk.runner.frame import Frame
    from jobdesk.runner.journal_writer import JournalWriter

_PROGRESS_PAUSE_S = 0.05  # what comes sooner waits for the watchdog or is replaced
_MAX_TEXT = 500
_MAX_LONG_TEXT = 100_000


class WorkerContext:
    """The run's side of a job: log, progress, summary, object results, files."""

    def __init__(self, frame: Frame, journal: JournalWriter, redaction: Redaction) -> None:
        self.files = RunFiles(frame.run_dir, self._on_file)
        self._home = frame.home
        self._journal = journal
        self._redact = redaction
        self._long_texts = 0
        self._progress: dict[str, Any] | None = None
        self._progress_at = 0.0
        self._shown: dict[str, Any] = {"done": 0.0, "total": None, "text": ""}
        journal.keep_whole = self._keep_whole
        self.write_log = journal.log  # nothing lies between: its entries are redacted already

    # -- what jobs reach ----------------------------------------------------------------------

    def write_progress(self, done: float, total: float | None, text: str) -> None:
        """Keep how far the job is; of many reports in a moment only the last one."""
        self._progress = {"done": done, "total": total, "text": self._redact(text[:_MAX_TEXT])}
        now = time.monotonic()
        if now - self._progress_at >= _PROGRESS_PAUSE_S or done == total:
            self._progress_at = now
            self.flush_progress()

    def flush_progress(self) -> None:
        """Write the last report if it waits; the watchdog calls this too."""
        progress, self._progress = self._progress, None
        if progress is not None:
            self._shown = progress
            self._journal.event("progress", **progress)

    def write_waiting(self, words: str) -> None:
        """Show what the run waits for in place of its progress text; empty: the text again."""
        shown = self._progress or self._shown
        self._journal.event("progress", **{**shown, "text": words or shown["text"]})

    def write_summary(self, markdown: str) -> None:
        """Replace the summary of the run."""
        self._journal.event("summary", text=self._redact(_cut(markdown, _MAX_LONG_TEXT)))

    def write_object_result(self, object_text: str, status: str, text: str) -> None:
        """Keep what the job says about one object."""
        self._journal.event(
            "object",
            o=self._redact.exact(object_text)[:200],
            s=self._redact(status[:_MAX_TEXT]),
            x=self._redact(_cut(text, _MAX_LONG_TEXT)),
        )

    def create_file(self, name: str, content: str | bytes | None) -> Any:
        """Keep an output file, or give a writer for one."""
        return self.files.create(name, content)

    # -- what the worker itself says ----------------------------------------------------------

    def say(self, level: int, grouping: str, message: str, object_text: str = "") -> None:
        """A log entry of our own."""
        text, about = self._redact(message), self._redact.exact(object_text)[:200]
        self._journal.log(now_us(), level, grouping[:100], text, about)

    def write_ask(self) -> None:
        """Tell the host that a request of the job waits for it."""
        self._journal.event(EVENT)

    def close(self) -> None:
        """Write what is still held back."""
        self.files.close()
        self.flush_progress()

    def _on_file(self, created: CreatedFile) -> None:
        path = created.path.removeprefix(self._home).lstrip("/\\").replace("\\", "/")
        self._journal.event("file", name=created.name, size=created.size, path=path)
        self.say(INFO, "create_file", f"Created file [{created.name}]({path})")

    def _keep_whole(self, text: str) -> str:
        self._long_texts += 1
        return self.files.keep(f"log-entry-{self._long_texts}.txt", text)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}… [cut: {len(text):,} characters]"
