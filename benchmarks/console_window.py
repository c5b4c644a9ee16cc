"""How long the window is blocked by what a person does at a place; prints milliseconds as JSON.

`python -m benchmarks.console_window PLACE[,PLACE] [small]`; with BENCH_WHY=stacks it tells
what the long ones did, with BENCH_WHY=time how they were spent. The place `proof` blocks the
window: it shows that a block is found.
"""

import json
import sys

from benchmarks.acts import (
    burst,
    form,
    frame,
    hooks,
    index,
    inventory,
    jobs,
    log,
    memory,
    proof,
    queues,
    runs,
)
from benchmarks.scale import scale_workspace, small_workspace
from benchmarks.stage import open_stage
from jobdesk.ui.main_window import JOBS


def main(places: str, size: str = "") -> int:
    """Do all that is done at each place, one after the other; the figures on stdout."""
    told = None
    workspace, logs = small_workspace() if size == "small" else scale_workspace()
    with workspace:
        stage = open_stage(workspace, is_brisk=size == "small")
        acts = {
            "jobs": lambda: jobs.act(stage),
            "runs": lambda: runs.act(stage),
            "log": lambda: log.act(stage, logs),
            "form": lambda: form.act(stage),
            "queues": lambda: queues.act(stage),
            "inventory": lambda: inventory.act(stage),
            "hooks": lambda: hooks.act(stage),
            "frame": lambda: frame.act(stage, logs),
            "index": lambda: index.act(stage),
            "burst": lambda: burst.act(stage),
            "proof": lambda: proof.act(stage),
            "memory": lambda: memory.act(stage, logs),
        }
        for place in places.split(","):
            stage.desk.show_place(JOBS)
            told = acts[place]()
        stage.close()
    print(json.dumps(told or stage.found()))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
