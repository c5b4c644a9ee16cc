"""The front door: children go straight to their work, all else is the command line.

Nothing is imported here before the word is known, since a worker starts for every run.
"""

import sys

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from pathlib import Path


def main() -> int:
    """Do what the first word says; returns the exit code."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word == "worker":
        import gc

        gc.disable()  # until the job runs: nothing of what is imported is garbage
        from jobdesk.runner.worker import main as enter
    elif word == "discover":
        from jobdesk.catalog.discover import main as enter
    elif word == "agent" and len(sys.argv) == 2:
        from jobdesk.agent import main as enter
    else:
        return _command_line()
    return enter()


def _command_line() -> int:
    from jobdesk.cli.main import main
    from jobdesk.cli.options import Doors

    return main(Doors(_open_window, _be_agent))


def _open_window(home: "Path") -> int:
    from jobdesk.app import main

    return main(home)


def _be_agent() -> int:
    from jobdesk.agent import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
