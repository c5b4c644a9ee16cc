"""Runs that are old go: asked for by the system job Logs Cleanup alone, done by the host."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobdesk.catalog.sources import SYSTEM
from jobdesk.errors import Refused
from jobdesk.models.records import ResultRecord, UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.runs import remove_run, sweep_trash
from jobdesk.operations.services import Services
from jobdesk.runner.answering import Answer

CLEANUP = "system_logs.LogsCleanup"
RUNS, CHANGES = "extras.JobResult", "extras.ObjectChange"  # the words of the original
_RIGHTS = {RUNS: "runs", CHANGES: "the change log"}
_PORTION = 100
_TURN_S = 1.0  # of one request; the job asks on, so that it can be cancelled


def count_old_runs(
    services: Services, asker: ResultRecord, actor: UserRecord, request: Mapping[str, Any]
) -> Answer:
    """Whether the user may delete these kinds, and how many runs would go.

    Raises:
        Refused: somebody else asks, or the user may not.
    """
    _refuse_others(services, asker)
    kinds = request.get("kinds")
    for kind in kinds if isinstance(kinds, list) else [*_RIGHTS]:  # pyright: ignore[reportUnknownVariableType]  # JSON
        require(actor, "delete", _RIGHTS.get(str(kind), "this"))  # pyright: ignore[reportUnknownArgumentType]  # as above
    found = services.results.count_old(_moment(request))
    return Answer({"runs": found.runs, "lines": found.lines})


def delete_old_runs(
    services: Services, asker: ResultRecord, actor: UserRecord, request: Mapping[str, Any]
) -> Answer:
    """Delete the oldest of them for about a second; the answer says how many went.

    Raises:
        Refused: somebody else asks, or the user may not.
    """
    _refuse_others(services, asker)
    require(actor, "delete", _RIGHTS[RUNS])
    before, ends = _moment(request), time.monotonic() + _TURN_S
    runs = lines = 0
    portion = services.results.old(before, _PORTION)
    for no, count in portion:
        remove_run(services, no)
        runs, lines = runs + 1, lines + count
        if time.monotonic() >= ends:
            break
    if runs:
        sweep_trash(services.paths)
        services.host.announce("results")
    return Answer(
        {
            "runs": runs,
            "lines": lines,
            "has_more": runs < len(portion) or bool(services.results.old(before, 1)),
        }
    )


def _refuse_others(services: Services, asker: ResultRecord) -> None:
    job = None if asker.job_id is None else services.jobs.by_id(asker.job_id)
    if job is None or job.source != SYSTEM or job.class_path != CLEANUP:
        raise Refused("Only JobDesk's own job Logs Cleanup deletes old runs.")


def _moment(request: Mapping[str, Any]) -> datetime:
    try:
        found = datetime.fromisoformat(str(request.get("before")))
    except ValueError:
        raise Refused("The day before which runs are old is no time.") from None
    if found.tzinfo is None:
        raise Refused("The day before which runs are old has no time zone.")
    return found
