"""More time for a run under way: what is asked, and whether it helps. Pure."""

from dataclasses import replace

from jobdesk.errors import Refused
from jobdesk.models.records import ResultRecord, RunOptions

MAX_EXTENSION_S = 24 * 3600.0  # at once; who needs more asks again


def extended(
    record: ResultRecord, seconds: float, elapsed: float, *, is_stopping: bool
) -> RunOptions:
    """The options of a run with both limits, where it has them, moved by `seconds`.

    Args:
        record: the run.
        seconds: how much more time it gets.
        elapsed: how long it has been running, in seconds.
        is_stopping: somebody or something is ending it already.

    Raises:
        Refused: it has no limits, or more time would not help it any more.
    """
    options, no = record.options, record.no
    soft, hard = options.soft_limit, options.hard_limit
    if not 0 < seconds <= MAX_EXTENSION_S:
        raise Refused("A run is extended by up to 24 hours at once.")
    if not soft and not hard:
        raise Refused(f"Run {no} has no time limit that could be extended.")
    if is_stopping:
        raise Refused(f"Run {no} is being stopped, so more time does not help it.")
    if 0 < soft <= elapsed:
        raise Refused(
            f"The soft time limit of run {no} is over: the job has been told to stop already."
        )
    return replace(
        options,
        soft_limit=soft + seconds if soft else 0.0,
        hard_limit=hard + seconds if hard else 0.0,
    )


def extension_line(options: RunOptions, by: str, seconds: float) -> str:
    """What the run's log says of it."""
    limits = [
        f"{name} limit {value:g} s"
        for name, value in (("soft", options.soft_limit), ("hard", options.hard_limit))
        if value
    ]
    return f"Time extended by {by} by {seconds / 60:g} min: {', '.join(limits)}."
