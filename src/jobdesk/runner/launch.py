"""Starting the agent detached from whoever needs it. Standard library only."""

import os
import subprocess
import sys
import threading

from jobdesk.paths import HOME_VARIABLE, WorkspacePaths, worker_command

RUN_MARKS = ("JOBDESK_RUN", "JOBDESK_WORKER")  # by these a run's processes are found
AGENT_OUTPUT = "agent-output.log"  # what the agent says outside its rotated log


def launch_agent(paths: WorkspacePaths) -> int:
    """Start an agent for the workspace and return its process id; it may still lose the race.

    A session of its own: neither Ctrl+C nor the end of the terminal reach it.
    """
    paths.program_logs.mkdir(parents=True, exist_ok=True)
    environ = {**os.environ, HOME_VARIABLE: str(paths.home)}
    for mark in RUN_MARKS:  # a job may have asked for it: the agent is not part of that run
        environ.pop(mark, None)
    with (paths.program_logs / AGENT_OUTPUT).open("ab") as said:
        process = subprocess.Popen(
            worker_command("agent"),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=environ,
            cwd=paths.home,
            close_fds=True,
            start_new_session=sys.platform != "win32",
            creationflags=_DETACHED if sys.platform == "win32" else 0,
        )
    # Somebody has to take its exit code, or it stays behind as a zombie of a long-lived window.
    threading.Thread(target=process.wait, name="agent-reaper", daemon=True).start()
    return process.pid


# DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW
_DETACHED = 0x00000008 | 0x00000200 | 0x08000000
