"""Settings and inputs of a job in words. No Qt here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jobdesk.ui.jobs.rows import first_line
from jobdesk.ui.widgets.times import limit_text

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord, QueueRecord

_TYPES = {
    "StringVar": "text",
    "TextVar": "long text",
    "IntegerVar": "whole number",
    "FloatVar": "number",
    "BooleanVar": "yes or no",
    "DryRunVar": "yes or no",
    "ChoiceVar": "choice",
    "MultiChoiceVar": "choices",
    "ObjectVar": "object",
    "MultiObjectVar": "objects",
    "FileVar": "file",
    "DirectoryVar": "folder",
    "IPAddressVar": "address",
    "IPAddressWithMaskVar": "address with mask",
    "IPNetworkVar": "network",
    "JSONVar": "JSON",
    "DateVar": "date",
    "DateTimeVar": "date and time",
    "PasswordVar": "password",
}


def queue_words(record: JobRecord) -> str:
    """`default + deploy`: the queue it uses, then those it may use."""
    others = [name for name in record.job_queues if name != record.default_job_queue]
    return " + ".join((record.default_job_queue, *others))


def limits_words(record: JobRecord) -> str:
    """`5 min soft, 10 min hard`; zero means the workspace's default."""
    soft, hard = record.soft_time_limit, record.time_limit
    if not soft and not hard:
        return "default of the workspace"
    parts = [
        f"{limit_text(soft)} soft" if soft else "",
        f"{limit_text(hard)} hard" if hard else "",
    ]
    return ", ".join(part for part in parts if part)


def input_words(variable: Mapping[str, Any]) -> str:
    """`text, required`, `choice, Small`: type, then whether or what it is at first."""
    name = str(variable.get("type", ""))
    kind = _TYPES.get(name) or _TYPES.get(str(variable.get("base_type", "")), name)
    default = variable.get("default")
    if default not in (None, "", [], {}):
        return f"{kind}, {_default_words(variable, default)}"
    return f"{kind}, {'required' if variable.get('required') else 'optional'}"


def _default_words(variable: Mapping[str, Any], default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    for choice in variable.get("choices") or ():
        pair = cast("list[object]", choice) if isinstance(choice, list | tuple) else []
        if len(pair) == 2 and pair[0] == default:
            return str(pair[1])
    return str(default)


def value_words(name: str, value: Any) -> str:
    """A field of a job as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name in ("soft_time_limit", "time_limit"):
        return limit_text(float(value)) if value else "default of the workspace"
    if name == "singleton_policy":
        return {"refuse": "is refused", "queue": "waits for the first"}.get(value, str(value))
    if name == "description":
        return first_line(str(value)) or "empty"
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in cast("list[object]", value))
    return " ".join(str(value).split()) or "empty"


def queue_notes(queues: Sequence[QueueRecord]) -> dict[str, str]:
    """What is worth knowing of each queue: `paused: its runs wait`, `2 runs at a time`."""
    return {queue.name: _queue_note(queue) for queue in queues}


def _queue_note(queue: QueueRecord) -> str:
    if queue.draining:
        return "draining: it takes no new runs"
    if queue.paused:
        return "paused: its runs wait"
    if not queue.concurrency:
        return "as many runs at a time as there are slots"
    return f"{count_of(queue.concurrency, 'run')} at a time"


def field_note(name: str, value: Any, queues: Mapping[str, str]) -> str:
    """What is worth knowing about an override as it is typed; empty when nothing is.

    Args:
        name: the field.
        value: what is typed.
        queues: the queues that there are, and a note on each.
    """
    if value is None:
        return ""
    if name in ("soft_time_limit", "time_limit"):
        words = limit_text(float(value)) if value else "the default of the workspace"
        verb = "asks the job to stop" if name == "soft_time_limit" else "ends the process"
        return f"{words}; {verb}"
    if name == "default_job_queue":
        return _new_queues([str(value)], queues) or queues.get(str(value), "")
    if name == "job_queues":
        return _new_queues([str(part) for part in value], queues)
    return ""


def _new_queues(names: list[str], known: Collection[str]) -> str:
    """A queue that is not there yet may be a slip of the pen."""
    fresh = [f"“{name}”" for name in names if known and name not in known]
    if not fresh:
        return ""
    if len(fresh) == 1:
        return f"{fresh[0]} is a new queue; it is made when this is saved."
    named = f"{', '.join(fresh[:-1])} and {fresh[-1]}"
    return f"{named} are new queues; they are made when this is saved."


def count_of(number: int, word: str) -> str:
    """`1 job`, `12 jobs`, `10,000 jobs`."""
    return f"{number:,} {word}{'s' if number != 1 else ''}"


def sentence(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


def source_place(record: JobRecord) -> str:
    """`misc.py, line 12`."""
    return f"{Path(record.file).name}, line {record.line}"
