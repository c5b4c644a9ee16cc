"""How long the window is blocked by what a person does at a place; prints milliseconds as JSON.

`python -m benchmarks.console_window PLACE`; with BENCH_WHY=1 it tells what the long ones did.
"""

import json
import sys

from benchmarks.acts import burst, form, frame, jobs, log, queues, runs
from benchmarks.scale import scale_workspace
from benchmarks.stage import open_stage


def main(place: str) -> int:
    """Do all that is done at this place; the figures on stdout."""
    workspace, logs = scale_workspace()
    with workspace:
        stage = open_stage(workspace)
        acts = {
            "jobs": lambda: jobs.act(stage),
            "runs": lambda: runs.act(stage),
            "log": lambda: log.act(stage, logs),
            "form": lambda: form.act(stage),
            "queues": lambda: queues.act(stage),
            "frame": lambda: frame.act(stage, logs),
            "burst": lambda: burst.act(stage),
        }
        acts[place]()
        stage.close()
    print(json.dumps(stage.found()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
