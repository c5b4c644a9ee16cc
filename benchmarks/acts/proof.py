"""What must never be done: the window waits for a store on its own thread."""

import contextlib
import sqlite3
import threading

from benchmarks.stage import Stage

_HELD_S = 0.4


def act(stage: Stage) -> None:
    """Write while somebody else writes."""
    stage.act("proof", lambda: _write_beside_another(stage))


def _write_beside_another(stage: Stage) -> None:
    path = stage.workspace.paths.desk_db
    other = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    with contextlib.closing(other):
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(_HELD_S, lambda: other.execute("ROLLBACK"))
        release.start()
        stage.services.kept.put(stage.session.user.id, "proof", "here", 1)
        release.join()
