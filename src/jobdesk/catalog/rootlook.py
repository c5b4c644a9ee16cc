"""Have children describe the job files of one root, one after the other where one fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jobdesk.catalog.child import Fate, ask_child
from jobdesk.catalog.discovery import top_level
from jobdesk.catalog.failure import plain_failure


@dataclass(slots=True)
class RootAnswer:
    """What the children said about one root."""

    jobs: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    broken: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    finished: set[str] = field(default_factory=set[str])  # top-level names

    def take(self, event: dict[str, Any]) -> None:
        """Take down one event of a child's answer."""
        if event["e"] == "broken":
            self.broken.setdefault(event["module"], event["error"])
        elif event["e"] == "top":
            self.jobs.extend(event["jobs"])
            self.finished.add(event["name"])


def look_at_root(home: Path, root: Path, files: Mapping[str, Path], limit: float) -> RootAnswer:
    """Describe the jobs in `files` (module to path) of `root`; `limit` is seconds per file.

    A file that does not finish, or ends its child, is reported broken; another child looks at
    the rest.
    """
    answer = RootAnswer()
    while True:
        wanted = [
            name
            for name in files
            if top_level(name) not in answer.finished and not _is_dead(answer, name)
        ]
        if not wanted:
            return answer
        request = {
            "root": str(root),
            "files": {name: str(path) for name, path in files.items()},
            "modules": sorted(wanted),
        }
        fate = ask_child(home, request, answer.take, limit)
        if fate.is_done:
            return answer
        blamed = fate.busy_with
        for name in [blamed] if blamed else wanted:  # without a name: discovery itself fails
            failure = plain_failure(files[name], _reason(fate, limit))
            answer.broken[name] = failure | {"ended_child": True}


def _is_dead(answer: RootAnswer, name: str) -> bool:
    return answer.broken.get(name, {}).get("ended_child", False)


def _reason(fate: Fate, limit: float) -> str:
    if fate.is_late:
        return (
            f"The file did not finish loading within {limit:g} seconds "
            "(setting discovery_timeout); move its work into run()."
        )
    return f"The file ended the process that loads it ({fate.ending})."
