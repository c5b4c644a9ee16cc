"""The JSON documents of DESIGN §9: what `--json` prints and others read."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from jobdesk.models.records import (
    LEVEL_NUMBERS,
    BrokenFile,
    JobError,
    JobRecord,
    LastResult,
    LogCounts,
    LogLine,
    ResultRecord,
)
from jobdesk.operations.queues import QueueState
from jobdesk.operations.refresh import RefreshReport
from jobdesk.operations.search import RunHits

_JOB_FIELDS = (
    "id",
    "class_path",
    "module_name",
    "job_class_name",
    "source",
    "name",
    "grouping",
    "description",
    "installed",
    "enabled",
    "hidden",
    "is_job_hook_receiver",
    "is_job_button_receiver",
    "read_only",
    "supports_dryrun",
    "has_sensitive_variables",
    "dryrun_default",
    "approval_required",
    "console_log_default",
    "soft_time_limit",
    "time_limit",
    "is_singleton",
    "singleton_policy",
    "job_queues",
    "default_job_queue",
    "runnable",
    "not_runnable_reason",
    "overrides",
    "warnings",
)


def job_document(record: JobRecord, detailed: bool = False) -> dict[str, Any]:
    """One job; `detailed` adds its variables and what its code says."""
    document = {name: plain(getattr(record, name)) for name in _JOB_FIELDS}
    document["last_result"] = _last_result(record.last_result)
    document["error"] = _error(record.error)
    if detailed:
        document["variables"] = plain(record.variables)
        document["source_values"] = plain(record.source_values)
    return document


def result_document(record: ResultRecord) -> dict[str, Any]:
    """One run."""
    return {
        "no": record.no,
        "id": record.id,
        "name": record.name,
        "job": record.job,
        "status": record.status.value,
        "reason": record.reason,
        "user": record.user,
        "queue": record.queue,
        "date_created": _time(record.date_created),
        "date_started": _time(record.date_started),
        "date_done": _time(record.date_done),
        "duration": record.duration,
        "inputs": None if record.sensitive else plain(record.inputs),
        "result": plain(record.result),
        "traceback": record.traceback,
        "summary": record.summary,
        "log_counts": _counts(record.log_counts),
        "files": [{"name": f.name, "size": f.size, "path": f.path} for f in record.files],
        "code_version": record.code_version,
        "worker": record.worker,
        "preview": record.options.preview,
        "asked_by": record.asked_by,
        "changes": None if record.changes is None else dict(record.changes),
    }


def log_document(line: LogLine) -> dict[str, Any]:
    """One log line."""
    return {
        "seq": line.seq,
        "created": _time(line.created),
        "level": line.level,
        "grouping": line.grouping,
        "message": line.message,
        "object": line.object,
        "url": line.url,
    }


def hits_document(hits: RunHits) -> dict[str, Any]:
    """A run with its first lines that match; `more` says that it has others."""
    return {
        "no": hits.no,
        "id": hits.id,
        "name": hits.job_name,
        "job_id": hits.job_id,
        "status": hits.status.value,
        "date_created": _time(hits.date_created),
        "lines": [log_document(line) for line in hits.lines],
        "more": hits.more,
    }


def queue_document(state: QueueState) -> dict[str, Any]:
    """One queue; `concurrency` 0 is as many as there are slots."""
    return {
        "name": state.name,
        "concurrency": state.concurrency,
        "slots": state.slots,
        "paused": state.is_paused,
        "draining": state.is_draining,
        "running": state.running,
        "waiting": state.waiting,
        "waiting_since": _time(state.waiting_since),
    }


def refresh_document(report: RefreshReport) -> dict[str, Any]:
    """What a refresh changed."""
    return {
        "created": list(report.created),
        "updated": list(report.updated),
        "uninstalled": list(report.uninstalled),
        "reinstalled": list(report.reinstalled),
        "broken": [broken_document(file) for file in report.broken],
    }


def broken_document(file: BrokenFile) -> dict[str, Any]:
    """One file that does not load."""
    return {
        "file": file.error.file,
        "line": file.error.line,
        "message": file.error.message,
        "module_name": file.module_name,
        "source": file.source,
    }


def plain(value: Any) -> Any:
    """The value as JSON knows it: lists for tuples, text for the unknown, null for NaN."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in cast("Mapping[object, object]", value).items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in cast("list[object]", value)]
    return value if value is None or isinstance(value, int) else str(value)


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _last_result(last: LastResult | None) -> dict[str, Any] | None:
    if last is None:
        return None
    return {
        "no": last.no,
        "id": last.id,
        "status": last.status.value,
        "date_done": _time(last.date_done),
    }


def _error(error: JobError | None) -> dict[str, Any] | None:
    if error is None:
        return None
    return {
        "file": error.file,
        "line": error.line,
        "message": error.message,
        "traceback": error.traceback,
    }


def _counts(counts: LogCounts) -> dict[str, int]:
    return {level: getattr(counts, level) for level in LEVEL_NUMBERS}
