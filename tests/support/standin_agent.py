"""The real agent with the stand-in worker in place of the real one."""

import os
import sys
from pathlib import Path

import jobdesk.runner.host as host
from jobdesk import agent
from jobdesk.runner import crashpoint


def prepare() -> None:
    """The imports above are all."""


def main() -> int:
    """Be the agent; returns the exit code."""
    crashpoint._POINT = os.environ.get("JOBDESK_CRASH_AT", "")  # it may have been forked
    worker = str(Path(__file__).with_name("standin_worker.py"))
    host.worker_command = lambda word: [sys.executable, "-P", worker, word]
    return agent.main()


if __name__ == "__main__":
    sys.exit(main())
