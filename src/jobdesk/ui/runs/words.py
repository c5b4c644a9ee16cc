"""What the Run page says about a run. No Qt and no store in this file."""

from collections.abc import Mapping
from datetime import datetime

from jobdesk.models.records import ResultRecord, Status
from jobdesk.ui.runs.stopping import is_lost
from jobdesk.ui.widgets.times import duration_text, limit_text


def look_name(record: ResultRecord) -> str:
    """The name of its look in the theme."""
    return "lost" if is_lost(record) else record.status.value


def meta_words(record: ResultRecord, now: datetime) -> list[str]:
    """The parts of the line under the title, after the status."""
    started = record.date_started
    if record.status is Status.PENDING:
        wait = duration_text((now - record.date_created).total_seconds())
        parts = [f"waiting for {wait}, asked by {record.user}"]
    elif started is None:
        parts = [f"asked for {_moment(record.date_created, now)}", record.user]
    elif record.status is Status.STARTED:
        parts = [f"started {_moment(started, now)} by {record.user}"]
    else:
        took = took_text(record.duration)
        parts = [f"{_moment(started, now)}, {took}", record.user]
    if record.asked_by is not None:
        parts.append(f"asked for by run {record.asked_by}")
    parts.append(f"queue {record.queue}")
    if record.options.dry_run:
        parts.append("dry run")
    if record.code_version:
        parts.append(f"code {record.code_version[:7]}")
    return [part for part in parts if part]


def took_text(seconds: float | None) -> str:
    """`1.3 s` where minutes say too little, else `4:41`."""
    if seconds is not None and seconds < 10:
        return f"{seconds:.1f} s"
    return duration_text(seconds)


def memory_words(record: ResultRecord) -> str:
    """`184 MB`; empty when it is not known."""
    return size_text(record.memory_peak) if record.memory_peak else ""


def _preview_words(record: ResultRecord) -> tuple[str, str]:
    outside = "Connections to devices, files and mail were not prevented by the preview."
    if record.changes is not None and not sum(record.changes.values()):
        return "It would change nothing in the inventory.", outside
    return (
        "Nothing has been changed yet.",
        f"Apply runs the same code with the same inputs. {outside}",
    )


def banner_words(record: ResultRecord) -> tuple[str, str, str] | None:
    """Kind, bold sentence and rest; None when there is nothing to say."""
    reason = record.reason.strip()
    if record.status is Status.FAILURE:
        first, _, rest = (reason or "The run failed.").partition("\n")
        return "bad", _sentence(first), " ".join(rest.split())[:300]
    if record.status is Status.REVOKED:
        return "info", _sentence(reason or "The run was cancelled"), ""
    if record.options.preview and record.status is Status.SUCCESS:
        return "accent", *_preview_words(record)
    if record.status is Status.PENDING and record.claim is None and record.stop_requested_by:
        return "info", "This run is being cancelled.", ""
    return None


def report_text(record: ResultRecord) -> str:
    """What somebody needs to look into a failed run; without its inputs."""
    lines = [
        f"Run {record.no}: {record.name} ({record.job})",
        f"Status: {record.status.value}",
        f"Reason: {record.reason}",
        f"Started: {record.date_started or 'never'}, ended: {record.date_done or 'not yet'}",
        f"User: {record.user}, queue: {record.queue}, code: {record.code_version}",
        f"Worker: {record.worker or 'none'}, id: {record.id}",
    ]
    if record.traceback:
        lines += ["", record.traceback.rstrip()]
    return "\n".join(lines) + "\n"


def size_text(size: float) -> str:
    """`812 bytes`, `1.4 MB`."""
    if size < 1000:
        return f"{size:.0f} byte{'' if size == 1 else 's'}"
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 999.5:
            return f"{size:.3g} {unit}" if size < 100 else f"{size:.0f} {unit}"
    return f"{size / 1000:.3g} TB"


def runs_text(count: int) -> str:
    """`1 run`, `1,200 runs`."""
    return f"{count:,} run{'' if count == 1 else 's'}"


def kill_words(record: ResultRecord) -> tuple[str, str, str]:
    """Title, effect and verb of the question before a run is killed."""
    return (
        f"Kill run {record.no}?",
        f"{record.name}: its process and every process it started are ended at once. It cannot "
        "clean up, and what it has changed so far stays.",
        f"Kill run {record.no}",
    )


def limits_sentence(record: ResultRecord) -> str:
    """The limits in words."""
    soft, hard = record.options.soft_limit, record.options.hard_limit
    parts = [
        f"{limit_text(soft)} soft" if soft else "",
        f"{limit_text(hard)} hard" if hard else "",
    ]
    return ", ".join(part for part in parts if part) or "none"


def not_kept_words(record: ResultRecord) -> tuple[str, str]:
    """Why a run has no inputs to show."""
    if record.change_id is not None:
        reason = "A job hook asked for it: what it was given is the change that the hook saw."
        return "Asked for by a change", reason
    reason = "This job has sensitive variables: what it was given is never written down."
    return "Inputs were not kept", reason


def input_labels(variables: list[Mapping[str, object]]) -> dict[str, str]:
    """Field labels by variable name."""
    return {
        str(variable.get("name")): str(variable.get("label") or variable.get("name"))
        for variable in variables
    }


def _sentence(text: str) -> str:
    shown = text[:240] + "…" * (len(text) > 240)
    shown = shown[:1].upper() + shown[1:]
    return shown if shown.endswith((".", "!", "?", "…", ":")) else f"{shown}."


def _moment(when: datetime, now: datetime) -> str:
    local = when.astimezone()
    if local.date() == now.astimezone().date():
        return local.time().isoformat("seconds")
    return f"{local:%a} {local.day} {local:%b %H:%M:%S}"
