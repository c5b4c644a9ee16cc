"""The front door: children and the window go straight to their work, else the command line.

Nothing is imported here before the word is known, since a worker starts for every run, and the
command line would cost the window a third of the time to its first paint.
"""

import sys

_REFUSED, _INTERRUPTED = 2, 130  # as in cli.main

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from pathlib import Path


def main() -> int:
    """Do what the first word says; returns the exit code."""
    words = sys.argv[1:]
    word = words[0] if words else ""
    if word == "worker":
        import gc

        gc.disable()  # until the job runs: nothing of what is imported is garbage
        from jobdesk.runner.worker import main as enter
    elif word == "discover":
        from jobdesk.catalog.discover import main as enter
    elif words == ["agent"]:
        from jobdesk.agent import main as enter
    elif _is_for_window(words):
        return _window(words[1] if words else "")
    elif link := _link_in(words):
        return _window("", link)
    else:
        return _command_line()
    return enter()


def _is_for_window(words: list[str]) -> bool:
    """Whether they are nothing or `--workspace DIR`, and the command line would change nothing.

    On Windows it puts home, variables and file patterns in their place.
    """
    if not words:
        return True
    if len(words) != 2 or words[0] != "--workspace" or words[1][:1] in ("", "-"):
        return False
    return sys.platform != "win32" or not set(words[1]) & set("*?[]~$%")


def _link_in(words: list[str]) -> str:
    """The link of `jobdesk LINK` or `jobdesk open LINK`; desktops start it so."""
    rest = words[1:] if words[:1] == ["open"] else words
    return rest[0] if len(rest) == 1 and rest[0][:8].lower() == "jobdesk:" else ""


def _window(named: str, *links: str) -> int:
    """The window as the command line opens it: the same workspace, words and exit codes."""
    from pathlib import Path

    from jobdesk.errors import JobDeskError
    from jobdesk.paths import home_of

    try:
        return _open_window(home_of(Path(named) if named else None), *links)
    except JobDeskError as error:
        sys.stderr.write(f"{error}\n")
        return _REFUSED
    except KeyboardInterrupt:
        return _INTERRUPTED


def _command_line() -> int:
    from jobdesk.cli.main import main
    from jobdesk.cli.options import Doors

    return main(Doors(_open_window, _be_agent))


def _open_window(home: "Path", *links: str) -> int:
    import gc

    gc.disable()  # until the first paint: nothing of what is imported is garbage
    try:
        from jobdesk.app import main

        return main(home, *links)
    finally:
        gc.enable()


def _be_agent() -> int:
    from jobdesk.agent import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
