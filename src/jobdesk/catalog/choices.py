"""Ask a job for the choices that its code works out, in a child and under a time limit."""

from collections.abc import Iterable
from pathlib import Path
from threading import Event
from typing import Any

from jobdesk.catalog.child import Fate, ask_child

Told = dict[str, list[Any] | str]  # by variable: its choices, or a sentence why there are none


def ask_choices(
    home: Path,
    root: Path,
    file: Path,
    place: tuple[str, str],
    names: Iterable[str],
    limit: float,
    cancelled: Event | None = None,
) -> Told:
    """What the variables `names` offer now; each is answered, unless it was cancelled.

    Args:
        home: the workspace.
        root: the folder of job files.
        file: where the class stands.
        place: module and class.
        names: the variables to ask.
        limit: seconds for loading the file and for each variable.
        cancelled: when another thread sets it, the child is ended and what is known returned.
    """
    asked = list(names)
    told: Told = {}
    while left := [name for name in asked if name not in told]:
        asking = _Asking(told)
        request = {
            "root": str(root),
            "file": str(file),
            "modules": [place[0]],
            "class_name": place[1],
            "names": left,
        }
        fate = ask_child(home, request, asking.take, limit, cancelled)
        if fate.is_cancelled:
            break
        if asking.broken or not fate.is_done:
            reason = asking.broken or _reason(fate, limit, asking.busy_with is not None)
            for name in [asking.busy_with] if asking.busy_with else left:
                told.setdefault(name, reason)
    return told


class _Asking:
    """What one child says."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self.busy_with: str | None = None  # the variable that is being asked
        self.broken = ""

    def take(self, event: dict[str, Any]) -> None:
        """Take down one event."""
        if event["e"] == "broken":
            self.broken = f"The job does not load: {event['error']['message']}"
        elif event["e"] == "ask":
            self.busy_with = event["name"]
        elif event["e"] == "told":
            self.busy_with = None
            problem = event.get("problem")
            self._told[event["name"]] = (
                event["choices"]
                if problem is None
                else f"The choices could not be worked out: {problem}"
            )


def _reason(fate: Fate, limit: float, is_loaded: bool) -> str:
    if fate.is_late:
        what = "did not tell its choices" if is_loaded else "did not finish loading"
        return f"The job {what} within {limit:g} seconds (setting discovery_timeout)."
    return f"The job ended the process that asks for its choices ({fate.ending})."
